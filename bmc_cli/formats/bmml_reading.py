"""BMML 1 and 2 as an outline: names are texts, ids are links, types are kinds.

What it has besides (profiles of customers, fits between single points, a portfolio) is left out
and told.  The shapes are those of https://github.com/hiasinho/bmml, its schemas and fixtures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from bmc_cli.errors import BmcError
from bmc_cli.formats.bmml import PHASE, SECTIONS
from bmc_cli.importing.outline import LeftOut, LostLinks, Outline, Piece, heading, item
from bmc_cli.model.canvas import BY_KEY

if TYPE_CHECKING:
    from bmc_cli.formats.reading import Source

_KINDS = {
    "personal_assistance": "personal",
    "transaction": "one_off",
    "licensing": "licence",
    "usage": "usage_fee",
    "fixed_menu": "fixed_price",
    "volume_dependent": "fixed_price",
    **dict.fromkeys(("dynamic", "negotiation", "auction", "market_dependent"), "dynamic_price"),
    "problem_solving": "service",
    "optimization": "optimisation",
    "risk_reduction": "risk",
    "resource_acquisition": "acquisition",
}
"""What BMML 1 calls kinds, where we have another word."""
_KIND_KEYS = ("type", "types", "pricing", "motivation", "phase", "phases")
_LINK_KEYS = (
    *("for", "from", "segment", "segments", "from_segments", "for_value", "provides"),
    "linked_to",
)
_TOLD = {"id", "name", "description", *_KIND_KEYS, *_LINK_KEYS}
_META = {"name": "title", "updated": "date", "derived_from": "variant_of"}
_PROFILE = {
    **{name: name for name in ("jobs", "pains", "gains")},
    **{name: name for name in ("products_services", "pain_relievers", "gain_creators")},
}


def is_bmml(source: Source) -> bool:
    """Whether YAML has what BMML asks for: a version and a meta, which a canvas of ours has not."""
    if "meta:" not in source.text[:20_000] or "version:" not in source.text[:20_000]:
        return False
    found = source.mapping
    return bool(found) and {"version", "meta"} <= found.keys() and "bmc" not in found


def read(source: Source) -> Outline:
    """Return the outline of a model in BMML.

    Raises ``BmcError`` for what is no mapping with a meta.
    """
    model = source.mapping
    if not isinstance(model, dict) or not isinstance(model.get("meta"), dict):
        raise BmcError("import_broken", file=source.name)
    return _Model(source, model).outline()


class _Model:
    """A model: its entries by block, the texts by ids, and what of it has no place."""

    def __init__(self, source: Source, model: Mapping[str, Any]) -> None:
        self.source = source
        self.model = model
        self.entries = {key: self.listed(section.name) for key, section in SECTIONS.items()}
        costs = model.get("cost_structure")
        if isinstance(costs, dict):
            self.entries["cost_structure"] += _mappings(costs.get("major_costs"))
        self.texts: dict[str, str] = {}
        self.homes: dict[str, str] = {}
        for key, entries in self.entries.items():
            taken: set[str] = set()
            for entry in entries:
                text = _unique(_text(entry), taken)
                taken.add(text)
                self.texts[str(entry.get("id", id(entry)))] = text
                self.homes[str(entry.get("id", id(entry)))] = key
        self.lost: list[LostLinks] = []
        self.left_out: list[LeftOut] = []

    def listed(self, name: str) -> list[Mapping[str, Any]]:
        return _mappings(self.model.get(name))

    def outline(self) -> Outline:
        fits = self.fits()
        pieces: list[Piece] = []
        for key, entries in self.entries.items():
            if entries or SECTIONS[key].name in self.model:
                pieces.append(heading(key, 1, self.source.line_of(SECTIONS[key].name)))
            pieces += [self.note(key, entry, fits) for entry in entries]
        head = self.head()
        self.others()
        left_out, lost = tuple(self.left_out), tuple(self.lost)
        return Outline(tuple(pieces), head, left_out, lost, is_sure=True, is_keyed=True)

    def note(self, key: str, entry: Mapping[str, Any], fits: Mapping[str, list[str]]) -> Piece:
        own = str(entry.get("id", id(entry)))
        text = self.texts[own]
        ids = [each for name in _LINK_KEYS for each in _ids(entry.get(name))] + fits.get(own, [])
        targets: list[str] = []
        gone: list[str] = []
        for each in dict.fromkeys(ids):
            is_ours = self.homes.get(each, "") in BY_KEY[key].targets
            (targets if is_ours else gone).append(self.texts.get(each, each))
        if gone:
            self.lost.append(LostLinks(key, text, tuple(gone)))
        kinds = [_KINDS.get(each, each) for name in _KIND_KEYS for each in _ids(entry.get(name))]
        if not entry.get("name") and not entry.get("description"):
            kinds = []
        for name, value in entry.items():
            if name not in _TOLD and value:
                told = tuple(_told(value))
                line = self.source.line_of(own) or self.line_of(own)
                self.left_out.append(
                    LeftOut(line, f"{text}: {_PROFILE.get(name, name)}", told, "key")
                )
        detail = str(entry.get("description", "")) if entry.get("name") else ""
        fields = {"for": targets, "kind": kinds, "detail": detail.split("\n") if detail else []}
        return item(text, 0, self.line_of(own), fields)

    def line_of(self, own: str) -> int:
        at = self.source.text.find(own)
        return self.source.text.count("\n", 0, at) + 1 if at >= 0 else 0

    def fits(self) -> dict[str, list[str]]:
        """Return the ids of the segments that each proposition is for."""
        found: dict[str, list[str]] = {}
        for fit in self.listed("fits"):
            ties = fit.get("for") if isinstance(fit.get("for"), dict) else {}
            offers = _ids((ties or {}).get("value_propositions")) or _ids(
                fit.get("value_proposition")
            )
            segments = _ids((ties or {}).get("customer_segments")) or _ids(
                fit.get("customer_segment")
            )
            for offer in offers:
                found.setdefault(offer, []).extend(segments)
            mappings = [" → ".join(_ids(each)) for each in fit.get("mappings") or ()]
            if mappings:
                line = self.line_of(str(fit.get("id", "fits")))
                name = f"{fit.get('id', 'fits')}: mappings"
                self.left_out.append(LeftOut(line, name, tuple(mappings), "key"))
        return found

    def head(self) -> dict[str, str]:
        meta = self.model["meta"]
        found = {ours: str(meta[name]) for name, ours in _META.items() if meta.get(name)}
        if "date" not in found and meta.get("created"):
            found["date"] = str(meta["created"])
        # What we write for want of an answer is nothing that anybody said.
        is_ours = meta.keys() <= {*_META, *PHASE} and PHASE.items() <= meta.items()
        for name, value in meta.items():
            is_told = name in {*_META, "created"} or (is_ours and name in PHASE)
            if value and not is_told:
                line = self.source.line_of(name)
                self.left_out.append(LeftOut(line, f"meta.{name}", (str(value),), "key"))
        return found

    def others(self) -> None:
        """Leave out what stands beside the blocks."""
        known = {"version", "meta", "fits", *(section.name for section in SECTIONS.values())}
        costs = self.model.get("cost_structure")
        rest = {name: value for name, value in self.model.items() if name not in known}
        if isinstance(costs, dict):
            rest.pop("cost_structure", None)
            rest |= {f"cost_structure.{n}": v for n, v in costs.items() if n != "major_costs"}
        for name, value in rest.items():
            line = self.source.line_of(name.rpartition(".")[2])
            self.left_out.append(LeftOut(line, name, tuple(_told(value)), "key"))


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(entry: Mapping[str, Any]) -> str:
    """Return what an entry is called: a relationship of BMML 1 may have but a type."""
    said = (entry.get(name) for name in ("name", "description", "type", "id"))
    return " ".join(str(next(filter(None, said), "")).split())


def _unique(text: str, taken: set[str]) -> str:
    number, made = 1, text
    while made in taken:
        number += 1
        made = f"{text} ({number})"
    return made


def _ids(value: Any) -> list[str]:
    """Return the texts in ``value``: one, a list of them, or lists by block."""
    if isinstance(value, dict):
        return [each for part in value.values() for each in _ids(part)]
    if isinstance(value, list):
        return [str(each) for each in value if not isinstance(each, dict | list)]
    return [str(value)] if value else []


def _told(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield str(each.get("name") or each.get("description") or each)
        else:
            yield str(each)
