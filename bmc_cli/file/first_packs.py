"""Prompt packs of the first shape, ``pack: 1``: what they lack, and what they may still say.

They go on working.  What is new comes from a shipped pack; words that nobody says any more are
left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from collections.abc import Mapping as Map
from typing import Any

NEW = frozenset({"changes", "lead", "ask", "gap"})
"""The names in a pack that the first shape did not have."""

Words = Map[str, Map[str, Set[str]]]
"""Words by section and name, each with the holes that are filled in."""


def holes(text: str) -> set[str]:
    """Return the names of the holes in a sentence: those of "{n} of {total}" are n and total."""
    return set(re.findall(r"\{(\w+)\}", text))


def with_holes(said: Map[str, Map[str, str]]) -> Words:
    """Return the words of a pack with their holes in place of what they say."""
    return {
        section: {name: holes(text) for name, text in words.items()}
        for section, words in said.items()
    }


def former_words() -> Words:
    """Return the words of the first shape."""
    return {
        section: {each.partition("{")[0]: holes(each) for each in named.split()}
        for section, named in _WORDS.items()
    }


def without(own: dict[str, Any], gone: Set[tuple[str, ...]]) -> dict[str, Any]:
    """Return the content of a pack without what is ``gone``: section and name, or a name alone."""
    if not gone:
        return own
    words = {
        section: {name: text for name, text in said.items() if (section, name) not in gone}
        for section, said in own.get("words", {}).items()
    }
    rest = {name: said for name, said in own.items() if (name,) not in gone}
    return {**rest, "words": {section: said for section, said in words.items() if said}}


def filled_in(own: dict[str, Any], shipped: dict[str, Any]) -> dict[str, Any]:
    """Return what a whole pack of the first shape, ``own``, lacks: a pack to merge it with.

    Nothing leads in its criteria, which were not written for that.  What is asked for a kind
    that it has not got is left out.
    """
    blocks = {
        key: _block(said["kinds"], shipped["blocks"][key]) for key, said in own["blocks"].items()
    }
    return {"changes": shipped["changes"], "words": shipped["words"], "blocks": blocks}


def _block(kinds: Map[str, Any], shipped: Map[str, Any]) -> dict[str, Any]:
    known = {
        name: {"words": said["words"]}
        for name, said in shipped["kinds"].items()
        if name in kinds and "words" in said
    }
    asks = (_ask(kinds, ask) for ask in shipped["ask"])
    return {"lead": "", "ask": tuple(filter(None, asks)), "gap": shipped["gap"], "kinds": known}


def _ask(kinds: Map[str, Any], ask: Map[str, str]) -> dict[str, str]:
    """Return a closing question as it can be asked where there are these kinds; {} if it cannot."""
    known = {
        name: said for name, said in ask.items() if name not in {"kind", "rest"} or said in kinds
    }
    return known if "kind" in known or "mark" in known else {}


def lacking(own: Map[str, Any], whole: Map[str, Any]) -> Iterator[str]:
    """Yield the names of what is new and not in ``own``; ``whole`` is the pack that comes of it.

    The words of a pack that extends another are not asked for.
    """
    blocks = own.get("blocks", {}).values()
    given = set(own).union(*(set(block) for block in blocks))
    yield from (name for name in sorted(NEW) if name not in given)
    if "extends" in own:
        return
    for section, said in whole["words"].items():
        there = own["words"].get(section, {})
        yield from (f"words.{section}.{name}" for name in said if name not in there)


_WORDS = {
    "commands": "for kind back next edit del move detail later editor go review help lang quit",
    "new": (
        "title author nothing way_on{file}{command} finished_before{file} "
        "commands{edit}{show} template{file}{show}"
    ),
    "links": (
        "value_propositions{note} customer_relationships{note} channels{note} "
        "revenue_streams{note} key_activities{note} key_resources{note} key_partners{note} "
        "cost_structure{note}"
    ),
    "interview": (
        "which_segments which_links which_kinds kind_of{note} help_segments help_links "
        "help_kinds linked_segments{note}{names} linked_links{note}{names} "
        "of_kind{note}{kinds} no_longer_links{note} no_longer_kinds{note} which_one{word} "
        "which_one_hint what_is{text} what_move{note}{block} what_new what_more{note} "
        "what_elsewhere{note} what_hint which_step carried{note}{block} detailed{note}{text} "
        "every no_choice{labels} not_listed{words} no_links no_kinds step{n}{total} prompt "
        "prompt_later look_ahead hint_keys hint_keys_single hint_ahead hint_lines "
        "hint_lines_single examples coach keys_title keys_help words_help saved{n}{text} "
        "amend amend_lines note_gone_kept{text}{yours} note_gone{text} note_twice{text} "
        "which_note{last} no_notes move_where{last} unknown_word{word} one_block "
        "editor_comment{title} review_title review_prompt review_number"
    ),
    "show": "and for kinds later undecided open pager iteration{n} notes_one{n} notes_many{n}",
    "edit": "done{file}{show} nothing other_names{file}{n} unsaved{file} relinked{block}{n}{text}",
    "check": (
        "error warning advice fine{title} error_one{n} error_many{n} warning_one{n} "
        "warning_many{n} advice_one{n} advice_many{n} title_block after more{check} "
        "mean{likely} unread{files} unreadable"
    ),
    "export": (
        "untitled form form_file left{folder}{files} legend sheets{n} field_title "
        "field_author field_date field_iteration findings index index_some{n}{total}{lost} "
        "written{file} all_written{n}{total}{file}"
    ),
    "schema": (
        "bmc title author date iteration language variant_of check text detail for kind later "
        "conflict"
    ),
    "diff": (
        "same{old}{new} summary{old}{new}{counts} added{n} removed{n} changed{n} moved{block} "
        "reordered later now detail conflict decided"
    ),
    "variant": "made{file}{edit}{diff} none{file} same",
    "merge": "note{block}{text} field{name} left{n}{check} left_unsaved{n}",
    "git": "nothing left done undone ask agree",
    "list": "fine reading",
    "search": (
        "linked_one{names} linked_many{n}{names} forbidden_one{names} "
        "forbidden_many{n}{names} unreadable_one{names} unreadable_many{n}{names} "
        "ignored_one{names} ignored_many{n}{names} unfollowed_one{names} "
        "unfollowed_many{n}{names}"
    ),
    "undo": (
        "undone{file}{command} redone{file} start unsaved{what} gone there_again{file} "
        "was{what} now{what} conflict unseen broken damaged{file} passed_over{when}{file} "
        "second_one{n} second_many{n} minute_one{n} minute_many{n} hour_one{n} hour_many{n} "
        "day_one{n} day_many{n}"
    ),
    "checks": (
        "unknown-target{names} unknown-kind{names} same-text{names} "
        "two-versions{likely}{names} changed-and-removed{likely}{names} empty-block "
        "unlinked-block segment-without-proposition{names} "
        "segment-without-relationship{names} segment-without-channel{names} "
        "segment-without-revenue{names} proposition-without-segment{names} "
        "proposition-without-activity{names} proposition-without-resource{names} "
        "idle-partner{names} unlinked-note{names} channel-function{likely}{names} "
        "channel-kind{names} revenue-kind{names} revenue-pricing{names} "
        "one-sided-costs{likely} crowded{likely} long-note{names} two-ideas{names} "
        "vague{names} no-later{likely} now-for-later{names}"
    ),
    "whys": (
        "unknown-target unknown-kind same-text two-versions changed-and-removed empty-block "
        "unlinked-block segment-without-proposition segment-without-relationship "
        "segment-without-channel segment-without-revenue proposition-without-segment "
        "proposition-without-activity proposition-without-resource idle-partner unlinked-note "
        "channel-function channel-kind revenue-kind revenue-pricing one-sided-costs crowded "
        "long-note two-ideas vague no-later now-for-later"
    ),
    "story": (
        "opening{title} opening_untitled means later open customers_one{notes} "
        "customers_many{n}{notes} proposition{notes} awareness{notes} evaluation{notes} "
        "purchase{notes} delivery{notes} after_sales{notes} channel{notes} "
        "relationship{notes} revenue{notes} missing{notes} no_proposition no_awareness "
        "no_evaluation no_purchase no_after_sales no_channel no_relationship no_revenue "
        "activity{notes} activity_all{notes} activity_for{goals}{notes} activity_loose{notes} "
        "resource{notes} resource_all{notes} resource_for{goals}{notes} resource_loose{notes} "
        "partner{notes} partner_all{notes} partner_for{goals}{notes} partner_loose{notes} "
        "cost_fixed{notes} cost_variable{notes} cost{notes} cost_rest{notes} "
        "later_customer_segments{notes} later_value_propositions{notes} "
        "later_customer_relationships{notes} later_channels{notes} "
        "later_revenue_streams{notes} later_key_activities{notes} later_key_resources{notes} "
        "later_key_partners{notes} later_cost_structure{notes} nothing{notes} loose{notes}"
    ),
    "errors": (
        "after_saving{cause} output_lost{why} not_synced{file}{why} owner_lost{file}{owner} "
        "attributes_lost{file}{names} no_folder_here{folder} find_what variant_name "
        "variant_file{file} history_off{file} not_kept{file}{cause} "
        "versions_unusable{file}{cause} only_damaged{file}{names} no_place{folder}{why} "
        "no_home not_yours{folder} none_kept{file} nothing_to_undo{file} "
        "nothing_to_redo{file} no_terminal_watch one_at_a_time watch_alone no_git "
        "no_repository{folder} no_revision{revision} not_committed{file}{revision} "
        "outward{file}{name} git_failed{said} git_silent{folder} not_fetched{file}{revision} "
        "is_link{file} dangling{file} two_at_most grid_or_json not_agreed no_versions{text} "
        "other_ending{file}{format} schema_alone in_the_way{file} is_source{file} no_output "
        "no_format unknown_format{word} not_for_stdout{format} no_folder_named "
        "no_canvases{folder} only_ignored{folder} blank_alone no_form{format} "
        "no_chapters{format} no_sheets{format} unknown_paper{word} extra_missing{extra} "
        "pango_missing no_fonts picture_too_big unfit_canvas{file}{cause} "
        "unknown_segment{word} no_segments unknown_link{word} unknown_kind{word} "
        "unknown_rule{word} no_file{file} no_file_likely{file} not_begun{file} "
        "not_begun_likely{file} is_folder{file} is_special{file} no_permission{file} "
        "read_only_disk{file} disk_full{file} name_too_long{file} link_loop{file} "
        "system{file}{why} system_alone{why} too_big{file}{most} too_many_links{most} "
        "too_many_notes{most} would_be_too_big{file}{most} would_be_too_many{most} "
        "too_much_to_draw{most}{most_characters}{notes}{characters} too_much defect{what} "
        "busy{file} busy_by{program}{number}{file} lock_stays{file} kept{cause} "
        "lost{cause}{texts} exists{file} empty_file{file} canvas_in_list not_a_canvas{file} "
        "markdown{file} like_markdown not_text{file} wrong_encoding{byte} "
        "other_version{version} not_a_text{key} block_not_list{key} unknown_block_key{key} "
        "block_under_two_names{key}{likely} note_in_note note_without_text note_with_colon "
        "foreign_note not_a_flag{key} unspliceable{file} yaml_syntax yaml_conflict "
        "yaml_open_quote{character} yaml_after_quote yaml_escape "
        "yaml_first_character{character} yaml_bullet{character} yaml_dash yaml_uneven "
        "yaml_colon_space yaml_colon yaml_loose yaml_tab yaml_open_bracket{character} "
        "yaml_bare_note yaml_no_colon text_in_brackets{key} note_named_twice file_first{file} "
        "editor_alone unknown_field{key} yaml_list_below segment_alone yaml_control{code} "
        "note_under_note note_in_brackets{character} yaml_alias yaml_anchor yaml_tag "
        "yaml_mark yaml_merge yaml_question yaml_question_list yaml_question_again{key} "
        "yaml_second_document yaml_duplicate_key{key} yaml_key yaml_too_deep{most} "
        "no_packs{folder} unknown_language{language}{known} unfit_pack{cause} no_pack{file} "
        "no_folder{folder} bad_width{least}{most}{width} unknown_lang{language}{known} "
        "not_a_pack{file} pack_not_text{key} pack_not_list{key} pack_not_mapping{key} "
        "pack_missing{key} pack_unknown{key} pack_choice{word}{key} pack_hole{hole} "
        "pack_extends{name} unknown_block{word} unknown_block_likely{word} "
        "ambiguous_block{word}{options} no_terminal no_terminal_edit note_wanted empty_note "
        "no_such_note{block}{number}{last} note_twice{text} editor_missing{editor} "
        "editor_failed{editor}{code} editor_kept{editor}{code} editor_emptied editor_unset "
        "editor_no_terminal"
    ),
    "remedies": (
        "after_saving{file} output_lost not_synced{file} owner_lost{owner}{file} "
        "attributes_lost no_folder_here find_what variant_name variant_file{command} "
        "history_off not_kept versions_unusable only_damaged{file} no_place no_home not_yours "
        "none_kept nothing_to_undo{file} nothing_to_redo{file} no_terminal_watch "
        "one_at_a_time watch_alone no_git no_repository no_revision not_committed outward "
        "git_failed git_silent not_fetched{command} is_link dangling two_at_most grid_or_json "
        "not_agreed no_versions{file} other_ending schema_alone in_the_way is_source "
        "no_output no_format unknown_format{known} not_for_stdout{format} no_folder_named "
        "no_canvases{folder} only_ignored{file} blank_alone no_form{known} no_chapters{known} "
        "no_sheets{known} unknown_paper{known} extra_missing{command} pango_missing no_fonts "
        "picture_too_big unfit_canvas unknown_segment{known} no_segments{file} "
        "unknown_link{known} unknown_kind{known} unknown_rule{known} no_file "
        "no_file_likely{likely} not_begun{file} not_begun_likely{likely}{file} "
        "is_folder{file} is_special no_permission read_only_disk disk_full name_too_long "
        "link_loop system system_alone too_big too_many_links too_many_notes would_be_too_big "
        "would_be_too_many too_much_to_draw too_much defect busy busy_by lock_stays "
        "kept{kept} lost exists empty_file{file} canvas_in_list not_a_canvas markdown "
        "like_markdown not_text wrong_encoding other_version not_a_text "
        "block_not_list{example} unknown_block_key{likely} block_under_two_names{likely} "
        "note_in_note note_without_text note_with_colon{quoted} foreign_note{note} not_a_flag "
        "unspliceable yaml_syntax yaml_conflict yaml_open_quote yaml_after_quote{quoted} "
        "yaml_escape{quoted} yaml_first_character{quoted} yaml_bullet{note} yaml_dash{note} "
        "yaml_uneven{column} yaml_colon_space{right} yaml_colon{quoted} yaml_loose{note} "
        "yaml_tab yaml_open_bracket yaml_bare_note{note} yaml_no_colon{right} "
        "text_in_brackets{quoted} note_named_twice file_first{file} editor_alone "
        "unknown_field{likely} yaml_list_below segment_alone yaml_control note_under_note "
        "note_in_brackets{quoted} yaml_alias{quoted} yaml_anchor{quoted} yaml_tag{quoted} "
        "yaml_mark{mark} yaml_merge yaml_question{right} yaml_question_list{key}{note} "
        "yaml_question_again{key} yaml_second_document yaml_duplicate_key yaml_key "
        "yaml_too_deep no_packs unknown_language unfit_pack no_pack no_folder{command} "
        "bad_width unknown_lang{way} not_a_pack pack_not_text pack_not_list pack_not_mapping "
        "pack_missing{key} pack_unknown{likely} pack_choice{known}{key} pack_hole{known} "
        "pack_extends{known} unknown_block{options} unknown_block_likely{number}{title} "
        "ambiguous_block no_terminal no_terminal_edit note_wanted empty_note "
        "no_such_note{show} note_twice editor_missing editor_failed editor_kept{file} "
        "editor_emptied editor_unset editor_no_terminal"
    ),
}
"""The names of the words by section, each with its holes behind it."""
