"""What a document says of a canvas as a whole: its title, who made it, when, and which version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from bmc_cli.importing.names import Names
from bmc_cli.importing.outline import Kind, Piece, plain
from bmc_cli.importing.texts import DATE, is_blank, tidy
from bmc_cli.importing.vocabulary import words
from bmc_cli.model.alike import folded

_CANVAS = (
    r"(?:(?:the|das|het|le|el|o|il)\s+)?(?:(?:lean|business[\s-]model|bmc|bm)[\s-]canvas"
    r"|business[\s-]model(?:l)?|geschäftsmodell(?:[\s-]canvas)?|bedrijfsmodel(?:[\s-]canvas)?"
    r"|businessmodel[\s-]?canvas|canvas\s+(?:do|de|du|del|di)\s+(?:modelo|modèle|modello)\s+"
    r"(?:de\s+neg[oó]cios?|économique|d'affaires|di\s+business)"
    r"|(?:modelo|modèle|modello)\s+(?:de\s+neg[oó]cios?|économique|d'affaires|di\s+business)"
    r"(?:\s+canvas)?|lienzo\s+(?:de|del)\s+modelo\s+de\s+negocios?|quadro\s+de\s+modelo\s+de"
    r"\s+neg[oó]cios?|matrice\s+d'affaires|forretningsmodel(?:[\s-]canvas)?"
    r"|affärsmodell(?:[\s-]canvas)?|liiketoimintamalli|model\s+biznesowy(?:\s+canvas)?"
    r"|бизнес[\s-]модель(?:\s+canvas)?|канва\s+бизнес[\s-]модели"
    r"|商业模式画布|商业画布|商业模式|商業模式畫布|商業模式圖|商業畫布|精益画布|ビジネスモデルキャンバス"
    r"|비즈니스\s*모델\s*캔버스|نموذج\s+(?:العمل|الأعمال)(?:\s+التجاري(?:ة)?)?|بوم\s+(?:مدل\s+)?کسب\s*و\s*کار"
    r"|iş\s+modeli(?:\s+kanvası)?|mô\s+hình\s+kinh\s+doanh(?:\s+canvas)?|üzleti\s+modell(?:\s+vászon)?"
    r"|kanvas\s+model\s+bisnis|model\s+bisnis(?:\s+kanvas)?|obchodní\s+model|podnikatelský\s+model"
    r"|επιχειρηματικό\s+μοντέλο|ärimudel|forretningsmodell?|\bBMC\b)(?:\s*\(\s*BMC\s*\))?"
)
_PHRASE = re.compile(_CANVAS, re.IGNORECASE)
_OF = re.compile(
    rf"(?:{_CANVAS}|\bcanvas\b)\s+(?:for|of|voor|van|für|von|der|pour|de|du|para|da|do|di|per)\s+"
    r"(?P<name>.{2,80}?)(?=\s+[-–—]\s|[.,:;!?]|\s+\(|$)",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?:business\s+)?(?:canvas|lienzo|cuadro|quadro|画布|畫布)\s*(?:[:：|–—-]\s*|$)"
    r"|\s*[:：|–—-]\s*(?:canvas|lienzo)$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"canvas|画布|畫布|キャンバス|캔버스|lienzo", re.IGNORECASE)
_MOST_TITLE = 10  # words of a line that is a title
_ARTICLE = re.compile(r"^(?:the|a|an|het|de|das|die|der|la|le|el|o|il)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?|[ivx]+\.)\s+", re.IGNORECASE)
_PAIRS = (("«", "»"), ("“", "”"), ("„", "“"), ("「", "」"), ("『", "』"), ("(", ")"), ("（", "）"))
_JOINS = re.compile(r"^[\s\W_]+|[\s:：|/–—·,;_-]+$")
_CONNECT = re.compile(
    r"^(?:for|of|voor|van|für|von|pour|de|du|para|da|do|di|per)\s+", re.IGNORECASE
)
_FIELDS = {
    "title": words(
        "title, titel, name, naam, project, company, company name, business, business name,"
        " startup, bedrijf, onderneming, unternehmen, firma, entreprise, projet, empresa,"
        " proyecto, negocio, projeto, azienda, progetto, 项目名称, 公司, 項目, 名称"
    ),
    "author": words(
        "author, auteur, autor, autore, by, made by, designed by, door, gemaakt door, von,"
        " erstellt von, par, por, 作者"
    ),
    "date": words("date, datum, fecha, data, dato, 日期, 日付"),
    "iteration": words("version, versie, iteration, iteratie, versión, versão, versione, 版本"),
}
_FORMS = words(
    "template, vorlage, sjabloon, plantilla, modelo, modèle, modello, example, voorbeeld"
)
_VERSION = re.compile(r"^(?:v(?:ersion)?\.?\s*)?(\d+)(?:\.0)*$", re.IGNORECASE)
_PLAIN = re.compile(r"^(?P<name>[^:：|]{1,40})[:：]\s*(?P<value>\S.*)$")


def is_in_head(piece: Piece, head: Mapping[str, str]) -> bool:
    """Whether a line is in the title block as a whole, or only says that this is a canvas."""
    said = tidy(piece.plain)
    if (line := _PLAIN.match(said)) and (name := _field(line["name"])):
        return _clean(name, line["value"]) == head.get(name)
    return title_from(said) in {"", head.get("title")}


def head_of(pieces: Sequence[Piece], said: dict[str, str], names: Names) -> dict[str, str]:
    """Return the title block of an outline; ``said`` is what its format says of it already."""
    found = {name: cleaned for name, value in said.items() if (cleaned := _clean(name, value))}
    is_titled = "title" in found
    for name, value in _told(pieces):
        if name in _FIELDS and (cleaned := _clean(name, value)):
            found.setdefault(name, cleaned)
    if not is_titled and (title := _title(pieces, names) or found.get("title")):
        found["title"] = title
    return found


def _clean(name: str, value: str) -> str:
    value = tidy(value)
    if is_blank(value):
        return ""
    if name == "date":
        day = DATE.search(value)
        return day[0] if day else ""
    if name == "iteration":
        version = _VERSION.match(value)
        return version[1] if version else value
    return title_from(value) if name == "title" else value


def _told(pieces: Iterable[Piece]) -> Iterator[tuple[str, str]]:
    """Yield what lines of the form ``Author: A. Baker`` above the blocks say."""
    for piece in pieces:
        if piece.kind is Kind.TABLE:
            for row in {cell.row for cell in piece.cells}:
                cells = [plain(cell.text) for cell in piece.cells if cell.row == row]
                if len(cells) == 2 and (name := _field(cells[0])):
                    yield name, cells[1]
        elif piece.kind in {Kind.PARAGRAPH, Kind.ITEM}:
            line = _PLAIN.match(tidy(piece.plain))
            if line and (name := _field(line["name"])):
                yield name, line["value"]


def _field(said: str) -> str:
    sought = folded(tidy(said)).strip(" *:_")
    return next((name for name, known in _FIELDS.items() if sought in known), "")


def _title(pieces: Sequence[Piece], names: Names) -> str:
    """Return what the canvas is called: by a heading about it, the first one, or a sentence."""
    headings = [
        piece
        for piece in pieces
        if piece.kind is Kind.HEADING and not piece.plain.startswith("<")  # a part of a page
    ]
    first = next((piece for piece in headings if piece.level == 1), None)
    tops = [first] if first and not names.whole(tidy(first.plain)) else []
    for piece in [*tops, *(each for each in headings if _PHRASE.search(each.plain))]:
        if title := title_from(tidy(piece.plain)):
            return title
    for piece in pieces:
        said = tidy(piece.plain)
        is_name = piece.kind is Kind.PARAGRAPH and _is_short(said) and _NAMED.search(said)
        if is_name and not _OF.search(said) and (title := title_from(said)):
            return title
    for piece, below in pairwise(pieces):
        is_bare = piece.kind is Kind.PARAGRAPH and _PHRASE.fullmatch(tidy(piece.plain))
        is_next = below.kind is Kind.PARAGRAPH and below.line == piece.line + 1
        if is_bare and is_next and _is_short(said := tidy(below.plain)):
            return said
    for piece in pieces:
        if piece.kind is Kind.PARAGRAPH and (about := _OF.search(tidy(piece.plain))):
            return _ARTICLE.sub("", about["name"]).strip()
    return ""


def _is_short(said: str) -> bool:
    """Whether a line is no sentence."""
    return len(said.split()) <= _MOST_TITLE and said[-1:] not in set(".?!:：。")


def _balanced(said: str) -> str:
    """Return ``said`` without the sign at its end whose other half was before the title."""
    is_torn = any(said.endswith(pair[1]) and pair[0] not in said for pair in _PAIRS)
    return said[:-1] if is_torn else said


def title_from(said: str) -> str:
    """Return a heading without the words for a canvas, and the signs around them.

    >>> title_from("3. Business Model Canvas: Corner Bakery")
    'Corner Bakery'
    """
    bare = _NUMBER.sub("", _JOINS.sub("", said)) if _PHRASE.search(said) else said
    found = _PHRASE.search(bare)
    if not found:
        bare = _BARE.sub("", bare)
    if found:
        before, after = bare[: found.start()], bare[found.end() :]
        after = _CONNECT.sub("", _JOINS.sub("", after))
        before = _JOINS.sub("", before)
        bare = before or after if not (before and after) else f"{before} {after}".strip()
        if before and after:
            bare = before if after.startswith("(") else f"{before} {after}"
    bare = _balanced(_JOINS.sub("", bare)) if found else bare.strip()
    is_form = folded(bare) in _FORMS
    return bare if re.search(r"\w", bare) and not is_form else ""
