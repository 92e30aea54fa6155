"""Which note is which, and the round trip of a block through an editor."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmc_cli.model.canvas import Canvas, add, change, remove
from bmc_cli.model.fields import Note
from bmc_cli.model.matching import align, match, rewrite, rising
from bmc_cli.plain_text import one_line

KEY = "customer_segments"
TOWNS = ("Utrecht", "Ghent", "Leeds", "Zwolle", "Bruges")
TEXTS = st.text(alphabet="abc ", min_size=1, max_size=5).map(str.strip).filter(bool)
TALL_TEXTS = st.lists(TEXTS, min_size=1, max_size=2).map("\n".join)


def notes(*texts: str) -> list[Note]:
    return [Note(text) for text in texts]


def canvas_of(*each: Note) -> Canvas:
    return Canvas(blocks={KEY: each})


def texts(canvas: Canvas) -> list[str]:
    return [note.text for note in canvas.notes(KEY)]


@pytest.mark.parametrize("count", [50, 51, 400])
def test_however_many_were_reworded_each_is_the_same_note(count: int) -> None:
    old = notes(*(f"Stall {n * 7919 % 1009} in {TOWNS[n % len(TOWNS)]}" for n in range(count)))
    new = [Note(f"{note.text} on Saturday") for note in reversed(old)]
    assert match(old, new) == [*reversed(range(count))]


def test_of_many_that_look_alike_each_is_the_one_in_its_place() -> None:
    old, new = (notes(*(f"Note {n}{more}" for n in range(300))) for more in ("", " more"))
    assert match(old, new) == [*range(300)]


class TestAlign:
    @pytest.mark.parametrize(
        ("old", "new", "origin"),
        [
            pytest.param([], [], [], id="nothing"),
            pytest.param([], ["A"], [None], id="all new"),
            pytest.param(["A"], [], [], id="all gone"),
            pytest.param(["A", "B", "C"], ["A", "B", "C"], [0, 1, 2], id="the same"),
            pytest.param(["A", "B", "C"], ["C", "A", "B"], [2, 0, 1], id="moved"),
            pytest.param(["A", "A"], ["A", "A"], [0, 1], id="two with one text keep their order"),
            pytest.param(["A"], ["A", "A"], [0, None], id="a second with the same text is new"),
            pytest.param(["Web shop"], ["Web shops"], [0], id="another wording"),
            pytest.param(["Web shop", "Van"], ["Van", "Webshop"], [1, 0], id="moved and reworded"),
            pytest.param(["A", "xyz", "C"], ["A", "Shop", "C"], [0, 1, 2], id="alone between two"),
            pytest.param(["xyz"], ["Shop"], [0], id="the only one"),
            pytest.param(["xyz", "A"], ["Shop", "A"], [0, 1], id="alone before the first"),
            pytest.param(["A", "xyz"], ["A", "Shop"], [0, 1], id="alone after the last"),
            pytest.param(["A", "xyz"], ["A", "Shop", "Van"], [0, None, None], id="one of two new"),
            pytest.param(["A", "x", "y", "B"], ["A", "Shop", "B"], [0, None, 3], id="two gone"),
            pytest.param(["xyz", "A"], ["A", "Shop"], [1, None], id="elsewhere is another note"),
            pytest.param(["abcdef", "A"], ["A", "abcxyz"], [1, None], id="half alike is another"),
            pytest.param(
                ["Shop at home", "Shop at work"],
                ["Shop at work", "Shop at homes"],
                [1, 0],
                id="equal before similar",
            ),
            pytest.param(
                ["Shop on Mondays"],
                ["Shop on Sundays or so", "Shop on Monday"],
                [None, 0],
                id="the most similar",
            ),
        ],
    )
    def test_each_new_note_gets_the_place_it_comes_from(
        self, old: list[str], new: list[str], origin: list[int | None]
    ) -> None:
        assert align(notes(*old), notes(*new)) == origin

    def test_an_equal_note_goes_before_one_with_only_the_same_text(self) -> None:
        plain, said = Note("A"), Note("A", detail="more")
        assert align([plain, said], [said]) == [1]
        assert align([said], [plain]) == [0]

    @settings(deadline=None)
    @given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=6))
    def test_no_old_note_is_used_twice_and_equal_texts_always_meet(
        self, old: list[str], new: list[str]
    ) -> None:
        origin = align(notes(*old), notes(*new))
        used = [was for was in origin if was is not None]
        assert len(origin) == len(new)
        assert len(used) == len(set(used))
        for text in set(old) & set(new):
            met = sum(
                was is not None and old[was] == text == now
                for was, now in zip(origin, new, strict=True)
            )
            assert met == min(old.count(text), new.count(text))


class TestRising:
    @pytest.mark.parametrize(
        ("origin", "staying"),
        [
            pytest.param([], set(), id="nothing"),
            pytest.param([None, None], set(), id="only new ones"),
            pytest.param([0, 1, 2], {0, 1, 2}, id="all in order"),
            pytest.param([2, 0, 1], {0, 1}, id="one moved up"),
            pytest.param([0, None, 1], {0, 1}, id="a new one between"),
            pytest.param([1, 2, 0, 3], {1, 2, 3}, id="one moved down"),
        ],
    )
    def test_the_longest_run_in_order_stays(
        self, origin: list[int | None], staying: set[int]
    ) -> None:
        assert rising(origin) == staying

    @settings(deadline=None)
    @given(st.permutations(range(7)), st.sets(st.integers(0, 6)))
    def test_no_longer_run_in_order_exists(self, order: list[int], new: set[int]) -> None:
        origin = [None if at in new else was for at, was in enumerate(order)]
        old = [was for was in origin if was is not None]
        staying = rising(origin)
        longest = max(
            size
            for size in range(len(old) + 1)
            for run in combinations(old, size)
            if list(run) == sorted(run)
        )
        assert len(staying) == longest
        assert [was for was in old if was in staying] == sorted(staying)


class TestRewrite:
    FAMILIES = Note("Families", detail="with children", kinds=("x",))
    HOTELS = Note("Hotels", later=True)

    @settings(deadline=None)
    @given(st.lists(st.builds(Note, TALL_TEXTS, later=st.booleans()), max_size=6))
    def test_the_same_lines_change_nothing(self, each: list[Note]) -> None:
        canvas = canvas_of(*each)
        lines = [one_line(note.text) for note in each]
        assert rewrite(canvas, KEY, canvas.notes(KEY), lines) == canvas

    def test_a_reworded_line_keeps_what_is_known_of_its_note(self) -> None:
        canvas = canvas_of(self.FAMILIES, self.HOTELS)
        after = rewrite(canvas, KEY, canvas.notes(KEY), ["Family homes", "Hotel"])
        assert after.notes(KEY) == (
            Note("Family homes", detail="with children", kinds=("x",)),
            Note("Hotel", later=True),
        )

    def test_lines_in_another_order_move_their_notes(self) -> None:
        canvas = canvas_of(self.FAMILIES, self.HOTELS)
        after = rewrite(canvas, KEY, canvas.notes(KEY), ["Hotels", "Families"])
        assert after.notes(KEY) == (self.HOTELS, self.FAMILIES)

    def test_a_line_that_is_gone_removes_its_note(self) -> None:
        canvas = canvas_of(self.FAMILIES, self.HOTELS)
        assert rewrite(canvas, KEY, canvas.notes(KEY), ["Hotels"]) == canvas_of(self.HOTELS)

    def test_a_new_line_is_a_note_where_it_stands(self) -> None:
        canvas = canvas_of(self.FAMILIES, self.HOTELS)
        after = rewrite(canvas, KEY, canvas.notes(KEY), ["Families", "Offices", "Hotels"])
        assert after.notes(KEY) == (self.FAMILIES, Note("Offices"), self.HOTELS)

    def test_links_follow_what_the_lines_say(self) -> None:
        linked = Note("Shop", links=("Families", "Hotels"))
        canvas = Canvas(blocks={KEY: (self.FAMILIES, self.HOTELS), "channels": (linked,)})
        after = rewrite(canvas, KEY, canvas.notes(KEY), ["Family homes"])
        assert [note.links for note in after.notes("channels")] == [("Family homes",)]

    def test_a_text_of_more_lines_stays_so_while_its_line_does(self) -> None:
        tall = Note("Families\nin the neighbourhood", detail="d")
        canvas = canvas_of(tall, self.HOTELS)
        after = rewrite(
            canvas, KEY, canvas.notes(KEY), ["Hotels", "Families in the neighbourhood", "Offices"]
        )
        assert after.notes(KEY) == (self.HOTELS, tall, Note("Offices"))

    def test_a_text_of_more_lines_becomes_one_line_once_reworded(self) -> None:
        canvas = canvas_of(Note("Families\nin the neighbourhood", detail="d"))
        after = rewrite(canvas, KEY, canvas.notes(KEY), ["Families in the street"])
        assert after == canvas_of(Note("Families in the street", detail="d"))

    def test_equal_notes_in_the_file_are_left_alone(self) -> None:
        canvas = canvas_of(Note("A"), Note("B"), Note("A"))
        after = rewrite(canvas, KEY, canvas.notes(KEY), ["A", "B", "A", "C"])
        assert texts(after) == ["A", "B", "A", "C"]

    def test_of_two_equal_notes_one_can_be_removed(self) -> None:
        canvas = canvas_of(Note("A"), Note("A"))
        assert rewrite(canvas, KEY, canvas.notes(KEY), ["A"]) == canvas_of(Note("A"))

    @pytest.mark.parametrize(
        ("seen", "lines", "one"),
        [
            pytest.param(["A"], ["A", "A"], ["A"], id="an old one again"),
            pytest.param(["A"], ["A", "Shop", "Shop"], ["A", "Shop"], id="a new one twice"),
            pytest.param(["Shop", "Shops"], ["Shops", "Shops"], ["Shops"], id="like its neighbour"),
            pytest.param(["xyz", "Shop"], ["Van", "Van"], ["Van"], id="both reworded alike"),
        ],
    )
    def test_the_same_line_twice_is_one_note(
        self, seen: list[str], lines: list[str], one: list[str]
    ) -> None:
        canvas = canvas_of(*notes(*seen))
        assert texts(rewrite(canvas, KEY, canvas.notes(KEY), lines)) == one

    def test_notes_that_came_meanwhile_stay(self) -> None:
        seen = canvas_of(self.FAMILIES, self.HOTELS)
        now = add(seen, KEY, Note("Offices"))
        after = rewrite(now, KEY, seen.notes(KEY), ["Hotels", "Families"])
        assert texts(after) == ["Hotels", "Families", "Offices"]

    def test_a_line_that_says_what_came_meanwhile_is_one_note(self) -> None:
        seen = canvas_of(self.FAMILIES)
        now = add(seen, KEY, Note("Family homes"))
        after = rewrite(now, KEY, seen.notes(KEY), ["Family homes"])
        assert texts(after) == ["Family homes"]

    def test_a_note_that_went_meanwhile_stays_away_when_its_line_stayed(self) -> None:
        seen = canvas_of(self.FAMILIES, self.HOTELS)
        now = remove(seen, KEY, self.HOTELS)
        after = rewrite(now, KEY, seen.notes(KEY), ["Families", "Hotels", "Offices"])
        assert texts(after) == ["Families", "Offices"]

    def test_a_note_that_went_meanwhile_comes_back_as_its_new_line_says(self) -> None:
        seen = canvas_of(self.FAMILIES, self.HOTELS)
        now = remove(seen, KEY, self.HOTELS)
        after = rewrite(now, KEY, seen.notes(KEY), ["Families", "Hotel"])
        assert after.notes(KEY) == (self.FAMILIES, Note("Hotel", later=True))

    def test_a_note_that_went_meanwhile_can_be_removed_once_more(self) -> None:
        seen = canvas_of(self.FAMILIES, self.HOTELS)
        now = remove(seen, KEY, self.HOTELS)
        assert rewrite(now, KEY, seen.notes(KEY), ["Families"]) == now

    def test_a_note_that_was_reworded_meanwhile_stays_beside_its_new_line(self) -> None:
        seen = canvas_of(self.FAMILIES)
        now = change(seen, KEY, self.FAMILIES, Note("Couples"))
        after = rewrite(now, KEY, seen.notes(KEY), ["Family homes"])
        assert texts(after) == ["Couples", "Family homes"]

    def test_a_note_that_was_reworded_meanwhile_is_not_removed(self) -> None:
        seen = canvas_of(self.FAMILIES, self.HOTELS)
        now = change(seen, KEY, self.FAMILIES, Note("Couples"))
        assert texts(rewrite(now, KEY, seen.notes(KEY), ["Hotels"])) == ["Couples", "Hotels"]

    @settings(deadline=None)
    @given(
        st.lists(TEXTS, unique=True, max_size=6),
        st.lists(TEXTS, unique=True, max_size=6),
    )
    def test_the_block_holds_just_the_lines_in_their_order(
        self, old: list[str], lines: list[str]
    ) -> None:
        canvas = canvas_of(*notes(*old))
        assert texts(rewrite(canvas, KEY, canvas.notes(KEY), lines)) == lines
