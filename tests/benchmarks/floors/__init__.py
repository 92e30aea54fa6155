"""The least that programs on the same libraries do: what each case is held against."""
