"""Edits spliced into the text of a canvas file: what an edit does not touch stays byte for byte."""

from bmc_cli.file.splice.document import splice_canvas

__all__ = ["splice_canvas"]
