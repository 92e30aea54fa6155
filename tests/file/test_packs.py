"""A prompt pack of one's own: what it may leave out, and what it may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from bmc_cli.file.languages import shipped
from bmc_cli.file.packs import load_file, load_language
from bmc_cli.words.packs import Ask, Kind


def test_a_copy_of_a_shipped_pack_is_the_same_pack(tmp_path: Path) -> None:
    copy = tmp_path / "mine.yaml"
    copy.write_bytes(shipped("nl").read_bytes())
    assert load_file(copy) == load_language("nl")


def test_a_pack_that_extends_another_says_only_what_differs(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        """\
extends: nl
name: Mijn vragen
blocks:
  channels:
    question: Hoe vinden ze je?
    criteria: [Eén, Twee]
    kinds:
      purchase: {label: kopen, hint: hier}
      tasting: {label: proeven, hint: daar}
words:
  show:
    later: straks
""",
        encoding="utf-8",
    )
    dutch, pack = load_language("nl"), load_file(mine)
    assert (pack.language, pack.name, pack.intro) == ("nl", "Mijn vragen", dutch.intro)
    ours, theirs = pack.blocks["channels"], dutch.blocks["channels"]
    assert (ours.question, ours.criteria) == ("Hoe vinden ze je?", ("Eén", "Twee"))
    assert (ours.title, ours.examples, ours.ahead) == (theirs.title, theirs.examples, theirs.ahead)
    assert [*ours.kinds] == [*theirs.kinds, "tasting"]
    assert ours.kinds["purchase"] == Kind("kopen", "hier", "purchase")
    assert ours.kinds["delivery"] == theirs.kinds["delivery"]
    assert pack.words["show"] == {**dutch.words["show"], "later": "straks"}
    others = [key for key in dutch.blocks if key != "channels"]
    assert all(pack.blocks[key] == dutch.blocks[key] for key in others)


@pytest.mark.parametrize(
    ("said", "role"),
    [
        pytest.param("", "tasting", id="its own id"),
        pytest.param(", role: evaluation", "evaluation", id="said"),
        pytest.param(", role: ' evaluation '", "evaluation", id="blanks around"),
        pytest.param(", role: ", "tasting", id="nothing"),
        pytest.param(", role: ''", "tasting", id="empty"),
    ],
)
def test_a_kind_has_the_role_that_the_pack_says_or_its_own_id(
    said: str, role: str, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.yaml"
    kind = f"tasting: {{label: a, hint: b{said}}}"
    text = f"extends: nl\nblocks:\n  channels:\n    kinds:\n      {kind}\n"
    mine.write_text(text, encoding="utf-8")
    assert load_file(mine).blocks["channels"].kinds["tasting"] == Kind("a", "b", role)


def test_a_pack_that_changes_criteria_and_kinds_keeps_what_is_asked_at_the_end(
    tmp_path: Path,
) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        """\
extends: en
blocks:
  channels:
    criteria: [One, Two]
    kinds:
      tasting: {label: tasting, hint: at the door}
""",
        encoding="utf-8",
    )
    ours, theirs = (each.blocks["channels"] for each in (load_file(mine), load_language("en")))
    assert ours.ask
    assert (ours.ask, ours.gap, ours.lead) == (theirs.ask, theirs.gap, theirs.lead)


def test_closing_questions_may_set_kinds_of_ones_own(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        """\
extends: en
changes: [booms]
blocks:
  channels:
    gap: Nothing for {name}?
    ask:
      - {question: Where do they taste?, kind: tasting, rest: delivery}
      - question: What comes later?
        mark: later
        kind:
    kinds:
      tasting: {label: tasting, hint: at the door, words: [sip, glass]}
""",
        encoding="utf-8",
    )
    pack = load_file(mine)
    ours = pack.blocks["channels"]
    assert pack.changes == ("booms",)
    assert ours.gap == "Nothing for {name}?"
    assert ours.ask == (
        Ask("Where do they taste?", kind="tasting", rest="delivery"),
        Ask("What comes later?", mark="later"),
    )
    assert ours.kinds["tasting"] == Kind("tasting", "at the door", "tasting", ("sip", "glass"))
