"""Whole interviews in a real terminal, in Dutch and in English, with the screen read back."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from bmc_cli.file.packs import load_language
from tests.languages import assert_speaks
from tests.terminal import (
    BMC,
    CTRL_C,
    CTRL_O,
    CTRL_U,
    ENTER,
    SHIFT_TAB,
    UP,
    Terminal,
    pasted,
)

pytestmark = pytest.mark.once

DUTCH = load_language("nl")
SAY = load_language("en").say
SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((100, 40), id="100x40")]


def editor_that_appends(folder: Path, *lines: str) -> str:
    script = folder / "editor.py"
    script.write_text(
        "import sys\nwith open(sys.argv[1], 'a', encoding='utf-8') as notes:\n"
        f"    notes.write({''.join(f'{line}{chr(10)}' for line in lines)!r})\n",
        encoding="utf-8",
    )
    return shlex.join([sys.executable, str(script)])


def undated(path: Path) -> str:
    """The file's text, with a fixed day."""
    return re.sub(r"(?m)^date: \d{4}-\d\d-\d\d$", "date: DAY", path.read_text(encoding="utf-8"))


def answer_lines(terminal: Terminal, *lines: str) -> None:
    for line in lines:
        terminal.answer(line + ENTER)


def first_dutch_half(terminal: Terminal) -> None:
    """The first four steps, with each key once; broken off in the middle of a note."""
    terminal.wait_for("Voor welk bedrijf of idee is dit canvas?")
    answer_lines(terminal, "Bakkerij De Korenaar", "S. de Wit", "Gezinnen in de wijk")
    terminal.answer(pasted("- Horeca binnen 10 km", "- Scholen", "- Sportclubs") + ENTER)
    terminal.answer(UP)
    assert terminal.cursor_line == " > Sportclubs"
    terminal.answer(CTRL_U + ENTER)
    answer_lines(terminal, "/weg D", "/wijzig C Scholen met een kantine")
    assert "  C Scholen met een kantine" in terminal.lines
    answer_lines(terminal, "")
    terminal.wait_for(DUTCH.say("interview.look_ahead"))
    answer_lines(terminal, "werkende ouders", "later", "C: willen gezonder eten", "")
    terminal.wait_for("Stap 2 van 9")
    answer_lines(terminal, "Vers brood voor zeven uur", "gezinnen en horeca")
    terminal.answer("Ook op zon" + SHIFT_TAB)
    terminal.wait_for("Stap 1 van 9")
    answer_lines(terminal, "", "")
    assert terminal.cursor_line == " > Ook op zon"
    answer_lines(terminal, "dag open", "weet ik niet", "/volgende")
    terminal.wait_for("Stap 3 van 9")
    terminal.answer(CTRL_O)
    terminal.wait_for("  2 Vaste contactpersoon per hotel")
    answer_lines(terminal, "", "praatje", "")
    terminal.wait_for("Stap 4 van 9")
    terminal.answer("?" + ENTER)
    terminal.wait_for(DUTCH.say("interview.examples"))
    answer_lines(terminal, "Winkel op de hoek", "iedereen", "/soort 1 23")
    terminal.send("Webshop met oph" + CTRL_C)


def second_dutch_half(terminal: Terminal) -> None:
    """From the fourth step to the end, one block opened again on the way."""
    terminal.wait_for("Webshop met oph")
    answer_lines(terminal, "gezinnen", "/wijzig 2 Webshop met ophaaltijd", "")
    terminal.wait_for(DUTCH.blocks["channels"].ask[0].question)
    answer_lines(terminal, "de winkel", "", "niemand")
    terminal.wait_for(DUTCH.say("interview.look_ahead"))
    answer_lines(terminal, "Eén bestelling overal", "+", "")
    terminal.wait_for("Stap 5 van 9")
    answer_lines(terminal, "Verkoop aan de toonbank", "iedereen", "/volgende")
    answer_lines(terminal, "'s Nachts brood bakken", "1", "/volgende")
    answer_lines(terminal, "Steenoven", "alles", "Eigen desemrecept", "", "/volgende")
    answer_lines(terminal, "Molenaar: meel op contract", "levert het meel", "", "", "")
    answer_lines(terminal, "/volgende")
    terminal.wait_for(DUTCH.say("interview.end"))
    answer_lines(terminal, "/ga 9", "Lonen van de bakkers", "1", "/volgende")
    terminal.wait_for(DUTCH.say("interview.end"))
    terminal.send(ENTER)


DUTCH_HALF = """\
bmc: 1
title: Bakkerij De Korenaar
author: S. de Wit
date: DAY
iteration: 1
language: nl

customer_segments:
  - Gezinnen in de wijk
  - Horeca binnen 10 km
  - text: Scholen met een kantine
    outlook: willen gezonder eten
  - text: werkende ouders
    later: true

value_propositions:
  - text: Vers brood voor zeven uur
    for: [Gezinnen in de wijk, Horeca binnen 10 km]
  - Ook op zondag open

customer_relationships:
  - text: Praatje aan de toonbank
    for: [Gezinnen in de wijk]
  - Vaste contactpersoon per hotel

channels:
  - text: Winkel op de hoek
    for: all
"""

BROKEN_OFF = """\
    kind: [evaluation, purchase]
  - Webshop met oph
"""

DUTCH_WHOLE = """\
    kind: [evaluation, purchase, awareness]
  - text: Webshop met ophaaltijd
    for: [Gezinnen in de wijk]
  - text: Eén bestelling overal
    later: true

revenue_streams:
  - text: Verkoop aan de toonbank
    for: all

key_activities:
  - text: '''s Nachts brood bakken'
    for: [Vers brood voor zeven uur]

key_resources:
  - text: Steenoven
    for: all
  - Eigen desemrecept

key_partners:
  - text: 'Molenaar: meel op contract'
    detail: levert het meel

cost_structure:
  - text: Lonen van de bakkers
    for: ['''s Nachts brood bakken']
"""


@pytest.mark.parametrize("size", SIZES)
def test_a_whole_dutch_interview(tmp_path: Path, size: tuple[int, int]) -> None:
    columns, rows = size
    file = tmp_path / "canvas.yaml"
    editor = editor_that_appends(
        tmp_path, "Praatje aan de toonbank", "Vaste contactpersoon per hotel"
    )
    env = {"EDITOR": editor, "PAGER": ""}
    command = [*BMC, "new", "--lang", "nl"]
    with Terminal(command, tmp_path, columns=columns, rows=rows, env=env) as first:
        first_dutch_half(first)
        assert first.wait_for_end() == 130
        way_on = DUTCH.say("new.way_on", file="canvas.yaml", command="bmc new")
        assert way_on in " ".join(first.lines)
        assert first.is_sane()
    assert undated(file) == DUTCH_HALF + BROKEN_OFF
    with Terminal([*BMC, "new"], tmp_path, columns=columns, rows=rows, env=env) as second:
        second_dutch_half(second)
        assert second.wait_for_end() == 0
        assert "Een blok wijzigen: bmc edit 4." in " ".join(second.lines)
        assert second.is_sane()
    assert undated(file) == DUTCH_HALF + DUTCH_WHOLE
    assert_speaks("nl", "en", first.seen | second.seen)


def whole_english_interview(terminal: Terminal) -> None:
    terminal.wait_for("Which company or idea is this canvas for?")
    answer_lines(terminal, "Tidewater Swim School", "")
    terminal.wait_for("Step 1 of 9")
    answer_lines(terminal, "Parents of toddlers", "Adults who never learned", "")
    terminal.wait_for(SAY("interview.look_ahead"))
    answer_lines(terminal, "Triathletes", "+", "")
    terminal.answer("Four children per te" + SHIFT_TAB)
    terminal.wait_for("Step 1 of 9")
    terminal.answer(SHIFT_TAB)
    answer_lines(terminal, "", "")
    terminal.wait_for("> Four children per te")
    answer_lines(terminal, "acher", "the parents", "")
    terminal.wait_for("Nothing here yet for Adults who never learned.")
    answer_lines(terminal, "", "")
    terminal.wait_for("Step 3 of 9")
    answer_lines(terminal, "Same teacher every week", "the second", "/lang nl")
    terminal.wait_for("Stap 3 van 9")
    answer_lines(terminal, "/taal en", "/next")
    terminal.wait_for("Step 4 of 9")
    terminal.answer(pasted("* Open evening", "* Booking site", "* Pool desk") + ENTER)
    answer_lines(terminal, "", "everyone", "nobody")
    answer_lines(
        terminal, "/del 3", "/undo", "/del 3", "/move 2 1", "/detail 1 Pay per term", "", ""
    )
    terminal.wait_for(SAY("interview.look_ahead"))
    answer_lines(terminal, "")
    terminal.wait_for("Step 5 of 9")
    answer_lines(terminal, "Fee per term", "", "", "", "/nonsense")
    terminal.wait_for("/nonsense is not a command.")
    answer_lines(terminal, "")
    terminal.wait_for("Step 6 of 9")
    answer_lines(terminal, "Teaching in small groups", "")
    terminal.wait_for("Step 7 of 9")
    answer_lines(terminal, "Three teachers", "", "", "")
    terminal.wait_for("Step 8 of 9")
    answer_lines(terminal, "Town pool: lanes on Saturday", "", "", "")
    terminal.wait_for("Step 9 of 9")
    answer_lines(terminal, "Lane hire", "", "//etc as well", "", "/next")
    terminal.wait_for(SAY("interview.end"))
    terminal.send(ENTER)


ENGLISH = """\
bmc: 1
title: Tidewater Swim School
date: DAY
iteration: 1
language: en

customer_segments:
  - Parents of toddlers
  - Adults who never learned
  - text: Triathletes
    later: true

value_propositions:
  - text: Four children per teacher
    for: [Parents of toddlers]

customer_relationships:
  - text: Same teacher every week
    for: [Adults who never learned]

channels:
  - text: Booking site
    for: all
    detail: Pay per term
  - Open evening

revenue_streams:
  - Fee per term

key_activities:
  - Teaching in small groups

key_resources:
  - Three teachers

key_partners:
  - 'Town pool: lanes on Saturday'

cost_structure:
  - Lane hire
  - /etc as well
"""


@pytest.mark.parametrize("size", SIZES)
def test_a_whole_english_interview(tmp_path: Path, size: tuple[int, int]) -> None:
    columns, rows = size
    command = [*BMC, "new", "swim.yaml"]
    env = {"PAGER": ""}
    with Terminal(command, tmp_path, columns=columns, rows=rows, env=env) as terminal:
        whole_english_interview(terminal)
        assert terminal.wait_for_end() == 0
        told = " ".join(terminal.lines)
        assert "Change a block: bmc edit 4 swim.yaml." in told
        assert "Share it as a page: bmc export swim.yaml -o swim.html." in told
        assert terminal.is_sane()
    assert undated(tmp_path / "swim.yaml") == ENGLISH


def test_a_finished_canvas_asks_what_now(tmp_path: Path) -> None:
    (tmp_path / "swim.yaml").write_text(ENGLISH, encoding="utf-8")
    with Terminal([*BMC, "new", "swim.yaml"], tmp_path) as terminal:
        terminal.wait_for_prompt(" >")
        assert terminal.lines[2] == SAY("interview.end")
        assert SAY("interview.welcome_done") in terminal.lines
        terminal.answer("2" + ENTER)
        while terminal.lines[2] != SAY("interview.end"):  # each point, and Enter leaves it
            terminal.answer(ENTER)
        terminal.send(ENTER)
        assert terminal.wait_for_end() == 0
    assert (tmp_path / "swim.yaml").read_text(encoding="utf-8") == ENGLISH
