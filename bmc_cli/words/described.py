"""A note as it is read out where it is not seen: as the alternative text of a shape."""

from __future__ import annotations

from collections.abc import Iterable


def described(title: str, text: str, ties: Iterable[str], mark: str, below: Iterable[str]) -> str:
    """Return what a note of the block ``title`` says: each thing a sentence, all on one line."""
    said = [f"{title}: {text}", *map(capital, ties), capital(mark), *below]
    return " ".join(sentence(each) for each in said if each)


def capital(said: str) -> str:
    """Return ``said`` as a sentence begins."""
    return said[:1].upper() + said[1:]


def sentence(text: str) -> str:
    """Return ``text`` on one line, with a full stop unless it ends in a sign that is one."""
    line = text.replace("\n", " ")
    return line if line[-1:] in ".!?…" else f"{line}."
