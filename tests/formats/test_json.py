"""A canvas as JSON: shaped like the file, its texts as they are."""

from __future__ import annotations

import json

from hypothesis import given, settings

from bmc_cli.formats.json import canvas_data, write
from bmc_cli.model.canvas import BLOCKS, HEAD, Canvas, only
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.plain_text import json_text
from tests.drawing import ANY_TEXT
from tests.drawing.regolden import canvas


def channels(*notes: Note) -> Canvas:
    return Canvas(blocks={"channels": notes})


class TestJson:
    def test_it_is_shaped_like_the_file(self) -> None:
        note = Note("Webshop", "d", ("Gezinnen",), ("purchase", "delivery"), later=True)
        model = json.loads(write(channels(Note("Winkel"), note, Note("Bus", links=EVERY_TARGET))))
        assert model["channels"] == [
            {"text": "Winkel"},
            {
                "text": "Webshop",
                "detail": "d",
                "for": ["Gezinnen"],
                "kind": ["purchase", "delivery"],
                "later": True,
            },
            {"text": "Bus", "for": "all"},
        ]

    def test_title_block_and_all_nine_are_always_there_in_order(self) -> None:
        model = json.loads(write(Canvas(title="Café", iteration="2")))
        assert list(model) == ["bmc", *HEAD, *(block.key for block in BLOCKS)]
        assert model["bmc"] == 1
        assert (model["title"], model["iteration"], model["author"]) == ("Café", "2", "")
        assert all(model[block.key] == [] for block in BLOCKS)

    def test_rules_that_are_left_out_are_told(self) -> None:
        model = json.loads(write(Canvas(ignored_rules=("crowded",))))
        assert model["check"] == {"ignore": ["crowded"]}

    def test_it_may_have_other_signs_than_ascii(self) -> None:
        assert '"Café"' in write(Canvas(title="Café"))

    def test_one_block_can_be_had_alone(self) -> None:
        filled = only(canvas("bakery"), "channels")
        assert list(canvas_data(filled, ["channels"])) == ["bmc", *HEAD, "channels"]

    @settings(deadline=None)
    @given(ANY_TEXT)
    def test_whatever_the_text_it_is_ascii_and_reads_back(self, text: str) -> None:
        filled = Canvas(text, blocks={"channels": (Note(text, detail=text),)})
        said = json_text(canvas_data(filled))
        model = json.loads(said)
        assert said.isascii()
        assert model["title"] == text
        assert model["channels"] == [{"text": text, "detail": text}]
