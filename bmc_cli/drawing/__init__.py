"""Drawings for the terminal and for paper."""
