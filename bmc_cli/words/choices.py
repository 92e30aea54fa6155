"""What the choices of a field are called, and which of them a word means."""

from __future__ import annotations

from bmc_cli.errors import USAGE, BmcError
from bmc_cli.model.alike import Nearest, folded
from bmc_cli.model.fields import Field
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import Pack


def called(field: Field, value: str, pack: Pack) -> str:
    """Return what a choice of a field is called; "" is the first, which goes without saying."""
    return one_line(pack.say(f"{field.name}.{value or field.choices[0]}"))


def meant(field: Field, word: str, pack: Pack | None) -> str | None:
    """Return which of the choices of a field a word means, as it stands on a note.

    It is one of the file's, or what ``pack`` calls one; "" is the first.  None for a word that
    means none of them: the start of one may mean the contrary, as "klopt" of "klopt niet".
    """
    found = _names(field, pack).get(folded(" ".join(word.split())))
    return "" if found == field.choices[0] else found


def split_off(field: Field, text: str, pack: Pack) -> tuple[str | None, str]:
    """Return which of the choices of a field ``text`` begins with, as ``meant``, and the rest.

    None, and all of ``text``, where it begins with none.
    """
    words = text.split()
    for count in (2, 1):  # what a language calls one may be two words
        head = " ".join(words[:count])
        if len(words) >= count and len(head) > 2:
            found = meant(field, head.rstrip(",.:;"), pack)
            if found is not None:
                return found, text.split(maxsplit=count)[count] if len(words) > count else ""
    return None, text


def refused(field: Field, word: str, pack: Pack | None) -> BmcError:
    """Return what is wrong with a word that means none of the choices of a field."""
    names = _names(field, pack)
    likely = names.get(Nearest(0.5)(folded(word), names), "")
    reason = "unknown_choice_likely" if likely else "unknown_choice"
    known = ", ".join(field.choices)
    return BmcError(reason, exit_code=USAGE, word=word, known=known, likely=likely)


def _names(field: Field, pack: Pack | None) -> dict[str, str]:
    names = {each: each for each in field.choices}
    return {folded(called(field, each, pack)): each for each in field.choices if pack} | names
