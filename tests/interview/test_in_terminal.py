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
    assert terminal.cursor_line == f" {DUTCH.say('interview.amend')} Sportclubs"
    terminal.answer(CTRL_U + ENTER)
    terminal.answer(UP)
    terminal.answer(" met een kantine" + ENTER)
    assert "  3 Scholen met een kantine" in terminal.lines
    terminal.answer(ENTER)
    terminal.wait_for("Vooruitkijken:")
    answer_lines(terminal, "Werkende ouders", "")
    terminal.wait_for("Stap 2 van 9")
    answer_lines(terminal, "Vers brood voor zeven uur", "a b", "2")
    terminal.answer("Ook op zon" + SHIFT_TAB)
    terminal.wait_for("Stap 1 van 9")
    answer_lines(terminal, "", "")
    assert terminal.cursor_line == " > Ook op zon"
    answer_lines(terminal, "dag open", "", "", "", "")
    terminal.wait_for("Stap 3 van 9")
    terminal.answer(CTRL_O)
    terminal.wait_for("  2 Vaste contactpersoon per hotel")
    answer_lines(terminal, "")
    terminal.answer("?")
    terminal.wait_for("Vraag jezelf ook af:")
    answer_lines(terminal, "Winkel op de hoek", "*", "23")
    terminal.send("Webshop met oph" + CTRL_C)


def second_dutch_half(terminal: Terminal) -> None:
    """From the fourth step to the end, one block opened again on the way."""
    terminal.wait_for("Stap 4 van 9")
    terminal.wait_for("  2 Webshop met oph")
    answer_lines(
        terminal, "/wijzig 2 Webshop met ophaaltijd", "", "Eén bestelling via alle kanalen"
    )
    terminal.wait_for("Eén bestelling via alle kanalen (later)")
    answer_lines(terminal, "", "", "", "Verkoop aan de toonbank", "", "", "", "")
    answer_lines(terminal, "'s Nachts brood bakken", "1", "productie", "")
    answer_lines(terminal, "Steenoven", "", "", "Eigen desemrecept", "", "", "", "")
    answer_lines(terminal, "Molenaar: meel op contract", "", "", "", "")
    answer_lines(terminal, "")
    terminal.wait_for("Dit staat er op je canvas")
    answer_lines(terminal, "9", "Lonen van de bakkers", "", "", "")
    terminal.wait_for("9 Kostenstructuur   Lonen van de bakkers")
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
  - Scholen met een kantine
  - text: Werkende ouders
    later: true

value_propositions:
  - text: Vers brood voor zeven uur
    for: [Gezinnen in de wijk, Horeca binnen 10 km]
    kind: speed
  - Ook op zondag open

customer_relationships:
  - Praatje aan de toonbank
  - Vaste contactpersoon per hotel

channels:
  - text: Winkel op de hoek
    for: all
    kind: [evaluation, purchase]
"""

DUTCH_WHOLE = """\
  - Webshop met ophaaltijd
  - text: Eén bestelling via alle kanalen
    later: true

revenue_streams:
  - Verkoop aan de toonbank

key_activities:
  - text: '''s Nachts brood bakken'
    for: [Vers brood voor zeven uur]
    kind: production

key_resources:
  - Steenoven
  - Eigen desemrecept

key_partners:
  - 'Molenaar: meel op contract'

cost_structure:
  - Lonen van de bakkers
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
        assert "Alles staat in canvas.yaml. Verder gaan: bmc new" in first.lines
        assert first.is_sane()
    assert undated(file) == DUTCH_HALF + "  - Webshop met oph\n"
    with Terminal([*BMC, "new"], tmp_path, columns=columns, rows=rows, env=env) as second:
        second_dutch_half(second)
        assert second.wait_for_end() == 0
        said = [line.strip() for line in second.history + second.lines]
        assert any(line.startswith("Bakkerij De Korenaar  ") for line in said)
        assert "Een blok wijzigen: bmc edit 4. Het canvas bekijken: bmc show." in said
        assert second.is_sane()
    assert undated(file) == DUTCH_HALF + DUTCH_WHOLE
    assert_speaks("nl", "en", first.seen | second.seen)


def whole_english_interview(terminal: Terminal) -> None:
    terminal.wait_for("Which company or idea is this canvas for?")
    answer_lines(terminal, "Tidewater Swim School", "")
    terminal.wait_for("Step 1 of 9")
    answer_lines(terminal, "Parents of toddlers", "Adults who never learned", "")
    terminal.wait_for("Looking ahead:")
    answer_lines(terminal, "Triathletes", "")
    terminal.answer("Four children per te" + SHIFT_TAB)
    terminal.wait_for("Step 1 of 9")
    terminal.answer(SHIFT_TAB)
    answer_lines(terminal, "", "")
    terminal.wait_for("> Four children per te")
    answer_lines(terminal, "acher", "A", "", "", "")
    terminal.wait_for("Step 3 of 9")
    answer_lines(terminal, "Same teacher every week", "B", "/lang nl")
    terminal.wait_for("Stap 3 van 9")
    answer_lines(terminal, "/taal en", "")
    terminal.wait_for("Step 4 of 9")
    terminal.answer(pasted("* Open evening", "* Booking site", "* Pool desk") + ENTER)
    answer_lines(terminal, "/del 3", "/move 2 1", "/detail 1 Pay per term", "", "")
    terminal.wait_for("Step 5 of 9")
    answer_lines(terminal, "Fee per term", "", "", "", "")
    answer_lines(terminal, "/nonsense")
    terminal.wait_for("I don't know /nonsense.")
    answer_lines(terminal, "Teaching in small groups", "", "")
    answer_lines(terminal, "Three teachers", "", "", "")
    answer_lines(terminal, "Town pool: lanes on Saturday", "", "", "", "")
    answer_lines(terminal, "Lane hire", "//etc as well", "", "", "")
    terminal.wait_for("What your canvas holds")
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
        said = [line.strip() for line in terminal.history + terminal.lines]
        ways_on = "Change a block: bmc edit 4 swim.yaml. See the canvas: bmc show swim.yaml."
        assert ways_on in said
        assert any("│ 2 Value " in line for line in said)
        assert terminal.is_sane()
    assert undated(tmp_path / "swim.yaml") == ENGLISH


def test_a_finished_canvas_offers_the_review(tmp_path: Path) -> None:
    (tmp_path / "swim.yaml").write_text(ENGLISH, encoding="utf-8")
    with Terminal([*BMC, "new", "swim.yaml"], tmp_path, env={"PAGER": ""}) as terminal:
        terminal.wait_for_prompt(" A number opens a step")
        told = "swim.yaml is filled in already. Pick a step to look at it again."
        assert told in terminal.lines
        terminal.send(ENTER)
        assert terminal.wait_for_end() == 0
    assert (tmp_path / "swim.yaml").read_text(encoding="utf-8") == ENGLISH
