"""Canvases of other people: from what a reader found in a file to a canvas, and what was left out.

Plain values: no files, no terminal, no library of others.  A reader (``formats/``) makes an
``outline.Outline`` of a file; ``filling`` makes a canvas of any outline, whatever format it is of.
"""
