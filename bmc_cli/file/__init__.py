"""A canvas and its file: reading, writing, splicing, saving, its history, its folder."""
