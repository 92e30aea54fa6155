"""The two that ask: with keys on a terminal, or line by line."""
