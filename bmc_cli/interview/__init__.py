"""The interview: the walk through the steps, and who asks."""
