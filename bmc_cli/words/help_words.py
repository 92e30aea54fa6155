"""The help in another language: what stands in the code in English, by its sentence.

English is beside what it is about, an option or an example.  Its sentence is the key to the
translation, so that a sentence that changes cannot keep an old one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

EXAMPLES = "Examples:"
"""The heading above examples, in the help of a command."""

AS_IT_STANDS = "\b"
"""What stands above a paragraph whose lines stay lines."""

_NAME = re.compile(r"\b[A-Z]{2,}\b")
_NOTE = re.compile(r"\[([^][]*)\]")


@dataclass(frozen=True, slots=True)
class HelpWords:
    """A table of the help, from English: nothing in it leaves everything English.

    ``sentences`` are whole ones, headings and what stands between brackets behind them;
    ``names`` stand for what is to be typed ("FILE"); ``examples`` are words in examples.
    """

    language: str
    sentences: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    examples: Mapping[str, str] = field(default_factory=dict)

    def say(self, text: str) -> str:
        """Return a sentence, with the notes behind it: "The canvas.  [default: canvas.yaml]"."""
        sentence, gap, notes = text.partition("  [")
        said = self.sentences.get(sentence, sentence) if sentence else ""
        return said + _NOTE.sub(lambda note: f"[{self._note(note[1])}]", gap + notes)

    def _note(self, note: str) -> str:
        """Return what stands between brackets: "default: canvas.yaml; env var: BMC_FILE"."""
        if note in self.sentences:
            return self.sentences[note]
        parts = (part.partition(": ") for part in note.split("; "))
        return "; ".join(
            self.sentences.get(name, name) + colon + self.named(value)
            for name, colon, value in parts
        )

    def named(self, text: str) -> str:
        """Return what is to be typed, "[OPTIONS] [FILE]", with its names."""
        return _NAME.sub(lambda name: self.names.get(name[0], name[0]), text)

    def example(self, line: str) -> str:
        """Return a command with its words."""
        if not self.examples:
            return line
        longest_first = "|".join(map(re.escape, sorted(self.examples, key=len, reverse=True)))
        found = rf"(?<![\w-])(?:{longest_first})(?![\w-])"
        return re.sub(found, lambda word: self.examples[word[0]], line)

    def text(self, text: str) -> str:
        """Return paragraphs, each a sentence of the table, and examples line by line."""
        return "\n\n".join(map(self._paragraph, re.split(r"\n\s*\n", text.strip("\n"))))

    def _paragraph(self, paragraph: str) -> str:
        first, *lines = paragraph.split("\n")
        if first.strip() != AS_IT_STANDS:
            return self.say(" ".join(paragraph.split()))
        said = (self.say(line) if line == EXAMPLES else self.example(line) for line in lines)
        return "\n".join([first, *said])
