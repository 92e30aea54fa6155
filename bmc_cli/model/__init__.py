"""The canvas as plain values: its notes, what can be done to them, links, differences, merging."""
