"""The drawings of a canvas; each takes the canvas and the words, and imports its own library."""
