"""One finding for each cause, with a repair that begins with what is there."""

from __future__ import annotations

import pytest

from bmc_cli.file.packs import load_language
from bmc_cli.method.repairs import Amend, Marks, Reword, Write
from bmc_cli.method.rules import check
from bmc_cli.model.links import Spot
from bmc_cli.words.findings import sentence
from tests.method.rule_rows import BAKED, TERMS, TWO, canvas_of
from tests.method.test_rules import found_by, rules_in


class TestOneCause:
    """One finding for each cause, whose repair mends all of it."""

    def test_a_note_that_is_gone_is_one_finding_in_all_blocks(self) -> None:
        text = (
            "customer_segments: [Families, Schools]\n"
            "value_propositions: [{text: Bread, for: [Zebras]}]\n"
            "channels: [{text: Van, for: [Zebras]}, {text: Stall, for: [Zebras]}]\n"
        )
        (found,) = found_by("unknown-target", canvas_of(text))
        assert [key for key, _ in found.spots] == ["value_propositions", "channels", "channels"]
        assert found.repair == Write("customer_segments", "Zebras")

    def test_what_a_cost_is_for_and_is_not_there_is_to_be_added_first(self) -> None:
        text = f"{BAKED}key_activities: [{{text: Baking, for: all}}]\nchannels: [Shop]\n"
        (found,) = found_by(
            "unknown-target", canvas_of(text + "cost_structure: [{text: Rent, for: Warehouse}]\n")
        )
        assert (found.repair, found.lacks_target) == (Write("key_resources", "Warehouse"), True)

    def test_a_wrong_link_is_not_called_a_gap_besides(self) -> None:
        text = TWO + "channels: [{text: Shop, for: [Families]}, {text: Van, for: [Hotel]}]\n"
        assert rules_in(text, "channel-kind") == ["unknown-target"]

    def test_streams_that_lack_the_same_are_one_finding_and_one_repair(self) -> None:
        streams = ", ".join(f"{{text: Stream {at}, kind: sale}}" for at in range(3))
        (found,) = found_by("revenue-pricing", canvas_of(f"revenue_streams: [{streams}]\n"))
        assert isinstance(found.repair, Amend)
        assert found.repair.places == (0, 1, 2)

    @pytest.mark.parametrize(
        ("note", "rule"),
        [
            pytest.param(f"good bread and good rolls {'very ' * 20}", "long-note", id="two ideas"),
            pytest.param("good products " * 10, "long-note", id="vague"),
            pytest.param("Products, services, quality", "two-ideas", id="vague, several"),
        ],
    )
    def test_a_note_that_is_unfit_in_two_ways_is_one_finding(self, note: str, rule: str) -> None:
        assert rules_in(f"channels: ['{note.strip()}']\n", "channel-kind") == [rule]


class TestWhatIsThereGoesFirst:
    def test_a_channel_that_only_lacks_its_kind(self) -> None:
        text = (
            TWO + "channels: [{text: Site, for: all, kind: [awareness, evaluation, purchase]},"
            " {text: Shop, for: all}]\n"
        )
        (found,) = found_by("channel-function", canvas_of(text))
        marks = Marks(kinds=("after_sales",))
        assert found.repair == Amend("channels", (1,), marks, is_proposal=True)

    def test_a_note_that_is_for_nothing_yet(self) -> None:
        text = TWO + "channels: [{text: Shop, for: [Families]}, Van]\n"
        (found,) = found_by("segment-without-channel", canvas_of(text))
        marks = Marks(links=(("customer_segments", 1),))
        assert found.repair == Amend("channels", (1,), marks, is_proposal=True)

    @pytest.mark.parametrize(
        ("cost", "target"),
        [
            pytest.param("Rent of the workshop", ("key_resources", 1), id="by its words"),
            pytest.param("Advice", ("key_resources", 0), id="else a resource without a cost"),
        ],
    )
    def test_a_resource_that_a_cost_hangs_on(self, cost: str, target: Spot) -> None:
        text = (
            "key_resources: [Shop, Workshop]\nkey_activities: [Baking]\n"
            f"cost_structure: [{{text: Flour, for: Baking}}, {cost}]\n"
        )
        (found,) = found_by("unlinked-note", canvas_of(text))
        assert isinstance(found.repair, Amend)
        assert found.repair.marks == Marks(links=(target,))
        assert found.lacks_target is (cost == "Advice")

    def test_ideas_that_commas_part_are_the_notes_to_be(self) -> None:
        (found,) = found_by(
            "two-ideas", canvas_of("key_activities: ['baking, selling, driving']\n")
        )
        assert found.repair == Reword("key_activities", 0, "baking", ("selling", "driving"))

    def test_a_block_with_no_room_gets_no_note_more(self) -> None:
        notes = ", ".join(f"{{text: Way {at}, for: [Families]}}" for at in range(7))
        (found,) = found_by("segment-without-channel", canvas_of(f"{TWO}channels: [{notes}]\n"))
        assert isinstance(found.repair, Amend)

    def test_no_command_counts_on_a_note_that_another_takes_out(self) -> None:
        text = TWO + "channels: [{text: Shop, for: all}, Van, Van, Fair]\n"
        found = check(canvas_of(text), TERMS["en"])
        repairs = {each.names: each.repair for each in found if each.rule == "unlinked-note"}
        assert repairs[("Fair",)] is None


class TestWhoPays:
    OFFERS = "value_propositions: [{text: Bread, for: all}]\n"

    @pytest.mark.parametrize(
        ("offers", "names"),
        [
            pytest.param("", [("Hotels",)], id="nobody else is offered the same"),
            pytest.param(OFFERS, [], id="another segment pays for it"),
            pytest.param(OFFERS.replace("all", "all, later: true"), [("Hotels",)], id="later"),
        ],
    )
    def test_a_segment_that_nobody_pays_for(self, offers: str, names: list[tuple[str]]) -> None:
        text = f"{TWO}{offers}revenue_streams: [{{text: Sale, for: [Families]}}]\n"
        found = found_by("segment-without-revenue", canvas_of(text))
        assert [each.names for each in found] == names


@pytest.mark.parametrize(
    ("versions", "english", "dutch"),
    [
        pytest.param(
            "[{text: Shop, conflict: Store}, {text: Stall, conflict: Store}]",
            "“Store”: “Shop” and “Stall”.",
            "“Store” twee versies: “Shop” en “Stall”.",
            id="by their texts",
        ),
        pytest.param(
            "[{text: Shop, detail: At 7, conflict: Shop}, {text: Shop, conflict: Shop}]",
            "“Shop”: “At 7” and “Shop”.",
            "“Shop” twee versies: “At 7” en “Shop”.",
            id="by what stands below",
        ),
        pytest.param(
            "[{text: Shop, evidence: wrong, conflict: Shop}, {text: Shop, conflict: Shop}]",
            "“Shop”: “proven wrong” and “guess”.",
            "“Shop” twee versies: “klopt niet” en “aanname”.",
            id="by how sure they are",
        ),
        pytest.param(
            "[{text: Shop, evidence: proven, learned: 'Yes.', conflict: Shop},"
            " {text: Shop, evidence: tested, learned: 'No.', conflict: Shop}]",
            "“Shop”: “Yes.” and “No.”.",
            "“Shop” twee versies: “Yes.” en “No.”.",
            id="by what was learned before how sure that makes it",
        ),
    ],
)
def test_versions_are_told_apart_by_what_differs(versions: str, english: str, dutch: str) -> None:
    canvas = canvas_of(f"channels: {versions}\n")
    for language, said in (("en", english), ("nl", dutch)):
        (found,) = found_by("two-versions", canvas, language)
        assert said in sentence(found, load_language(language))
