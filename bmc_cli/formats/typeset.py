r"""Sources of LaTeX and Typst as an outline: their sections are headings, their items notes.

What stands before the text, and every command that is not known, is no text; what is within its
braces is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bmc_cli.importing.outline import (
    Kind,
    Outline,
    Piece,
    Run,
    Text,
    heading,
    item,
    paragraph,
    runs_of,
)

if TYPE_CHECKING:
    from bmc_cli.formats.reading import Source

_LEVELS = {
    "part": 1,
    "chapter": 1,
    "section": 2,
    "subsection": 3,
    "subsubsection": 4,
    "paragraph": 5,
}
_SECTION = re.compile(rf"\\({'|'.join(_LEVELS)})\*?\s*(?:\[[^\]]*\])?\s*\{{")
_COMMENT = re.compile(r"(?<!\\)%.*")
_LISTS = r"(?:itemize|enumerate|description|compactitem|tight\w*)"
_LABEL = 3  # letters of a label that only counts: "a)", "iv."
_HREF = re.compile(r"\\href\{([^{}]*)\}\{([^{}]*)\}|\\url\{([^{}]*)\}")
_GONE = re.compile(
    r"\\(?:label|ref|cite\w*|vspace|hspace|includegraphics|caption|index|footnote|input|pagestyle"
    r"|setlength|setcounter|addcontentsline|hypertarget)\*?(?:\[[^\]]*\])*(?:\{[^{}]*\})+"
)
_MARKED = re.compile(rf"\\(textbf|textit|emph|textsl|texttt)\{{([^{{}}]*)\}}|{_HREF.pattern}")
_WITHIN = re.compile(r"\\[A-Za-z]+\*?(?:\[[^\]]*\])?\{([^{}]*)\}")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?|\\(?:\[[^\]]*\])?)\s?")
_SIGNS = (
    *(("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", "\u00a0")),
    *(("\\ldots", "…"), ("\\dots", "…"), ("\\texteuro", "€"), ("\\euro", "€"), ("\\,", " ")),
    *(("\\textemdash", "—"), ("\\textendash", "–"), ("\\pounds", "£"), ("\\textbackslash", "\0")),
)
_ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    "c": "\u0327",
    "v": "\u030c",
    "r": "\u030a",
    "H": "\u030b",
    "u": "\u0306",
    "k": "\u0328",
}
_ACCENT = re.compile(
    r"\\(?:(['`^\"~=])\s*|([cvrHuk])(?=\s*\{|\s+[A-Za-z]\b)\s*)(?:\{(\\?[A-Za-z])\}|(\\?[A-Za-z]))"
)
_KEPT = {
    "&": "\ue000",
    "%": "\ue001",
    "$": "\ue002",
    "#": "\ue003",
    "_": "\ue004",
    "{": "\ue005",
    "}": "\ue006",
}


def is_latex(source: Source) -> bool:
    """Whether a text is a source of LaTeX."""
    return source.ending in {"tex", "latex"} or bool(
        re.search(
            r"\\documentclass|\\begin\{(?:document|itemize)\}|^\\(?:sub)?section\b",
            source.start,
            re.MULTILINE,
        )
    )


def is_typst(source: Source) -> bool:
    """Whether a text is a source of Typst."""
    return source.ending == "typ" or bool(re.match(r"#(?:set|import|let|show)\b", source.start))


def read(source: Source) -> Outline:
    """Return the outline of a source of LaTeX, or of Typst."""
    return _typst(source) if not is_latex(source) else _latex(source)


# -- LaTeX


def _latex(source: Source) -> Outline:
    text = _COMMENT.sub("", source.text)
    head = {}
    for name in ("title", "author"):
        if found := re.search(rf"\\{name}\s*(?:\[[^\]]*\])?\{{", text):
            head[name] = _tex(_braced(text, found.end())).replace("\n", " ")
    start = text.find(r"\begin{document}")
    body = text[start + len(r"\begin{document}") :] if start >= 0 else text
    line = text.count("\n", 0, len(text) - len(body)) + 1
    return Outline(
        tuple(_parts(body.split(r"\end{document}")[0], line)), {n: v for n, v in head.items() if v}
    )


_TOKEN = re.compile(
    rf"(?P<section>{_SECTION.pattern})|\\begin\{{{_LISTS}\}}(?:\[[^\]]*\])?|\\end\{{{_LISTS}\}}"
    r"|\\item\b[ \t]*(?P<term>\[(?:[^\[\]{}]|\{[^{}]*\})*\])?|\n[ \t]*\n"
)


def _parts(body: str, line: int) -> Iterator[Piece]:
    """Yield what stands between the commands that open a section, a list or an item."""
    at, depth, is_item, term = 0, 0, False, ""
    while at < len(body):
        token = _TOKEN.search(body, at)
        said = body[at : token.start() if token else len(body)]
        rich = _rich(f"{term}{said}")
        if any(run.text.strip() for run in rich):
            number = line + body.count("\n", 0, at + len(said) - len(said.lstrip()))
            # A dash in a sentence ends no lead, but where the lead stands out.
            told = None if any(run.is_strong for run in rich) else {"detail": ()}
            if is_item:
                yield item(rich, max(depth - 1, 0), number, told)
            else:
                yield paragraph(rich, number)
            is_item, term = False, ""
        if token is None:
            return
        at = token.end()
        if token["section"]:
            name = _braced(body, at)
            number = line + body.count("\n", 0, token.start())
            level = _LEVELS[_SECTION.match(token["section"])[1]]  # type: ignore[index]
            yield heading(_tex(name), level, number)
            at, is_item = at + len(name) + 1, False
        elif token[0].startswith("\\begin"):
            depth += 1
        elif token[0].startswith("\\end"):
            depth, is_item = max(depth - 1, 0), False
        elif token[0].startswith("\\item"):
            is_item = True
            term = (token["term"] or "")[1:-1]
            term = rf"\textbf{{{term}}}: " if len(term) > _LABEL else ""


def _braced(text: str, start: int) -> str:
    """Return what stands from ``start`` to the brace that closes it."""
    depth = 1
    for at in range(start, min(len(text), start + 5_000)):
        if text[at] in "{}" and text[at - 1] != "\\":
            depth += 1 if text[at] == "{" else -1
            if depth == 0:
                return text[start:at]
    return text[start : start + 200].split("\n", maxsplit=1)[0]


def _rich(said: str) -> Text:
    found: list[Run] = []
    at = 0
    said = _kept(said)
    for mark in _MARKED.finditer(said):
        found += [Run(_tex(said[at : mark.start()], strip=False)), _looked(mark)]
        at = mark.end()
    found.append(Run(_tex(said[at:], strip=False)))
    if found:
        found[0] = found[0]._replace(text=found[0].text.lstrip())
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip())
    return tuple(run for run in found if run.text)


def _looked(mark: re.Match[str]) -> Run:
    if mark[1]:
        is_strong = mark[1] == "textbf"
        return Run(_tex(mark[2]), is_strong=is_strong, is_slanted=not is_strong)
    address = mark[3] or mark[5]
    return Run(_tex(mark[4] or address), address=address)


def _accented(found: re.Match[str]) -> str:
    letter = found[3] or found[4]
    return unicodedata.normalize("NFC", letter.lstrip("\\") + _ACCENTS[found[1] or found[2]])


def _kept(said: str) -> str:
    for sign, place in _KEPT.items():
        said = said.replace(f"\\{sign}", place)
    return said


def _tex(said: str, *, strip: bool = True) -> str:
    """Return a text of LaTeX as it is printed, on one line."""
    said = _kept(_ACCENT.sub(_accented, said))
    for sign, printed in _SIGNS:
        said = said.replace(sign, printed)
    said = _GONE.sub("", said)
    for _ in range(5):
        said = _WITHIN.sub(r"\1", said)
    said = _COMMAND.sub(" ", said)
    said = said.replace("{", "").replace("}", "").replace("\0", "\\").replace("$", "")
    for sign, place in _KEPT.items():
        said = said.replace(place, sign)
    said = re.sub(r"[ \t\n]+", " ", said)
    return said.strip() if strip else said


# -- Typst

_TYPST_HEADING = re.compile(r"(=+)\s+(.*?)(?:\s+<[\w:-]+>)?\s*$")
_TYPST_ITEM = re.compile(r"(\s*)(?:[-+]|\d+\.|/)\s+(.*)")
_TYPST_HEAD = re.compile(r'\b(title|author|date)\s*:\s*(?:\(\s*)?(?:"([^"]*)"|\[([^\]]*)\])')
_TYPST_MARK = re.compile(r"(?<![\w*_])([*_])(?=\S)(.{1,200}?)(?<=\S)\1(?!\w)")
_TYPST_CALL = re.compile(r"#\w+(?:\.\w+)*(?:\([^()]*\))?\[([^\[\]]*)\]")


def _typst(source: Source) -> Outline:
    pieces: list[Piece] = []
    head: dict[str, str] = {}
    depth = 0  # of the brackets of a command that goes on over several lines
    for number, line in enumerate(source.text.split("\n"), 1):
        said = re.sub(r"(?<!:)//.*", "", line)
        for found in _TYPST_HEAD.finditer(said):
            head.setdefault(found[1], found[2] or found[3] or "")
        if depth or re.match(r"\s*#(?:set|let|show|import|include|pagebreak|v|h)\b", said):
            depth = max(depth + sum(map(said.count, "([{")) - sum(map(said.count, ")]}")), 0)
        elif opened := _TYPST_HEADING.match(said.strip()):
            pieces.append(heading(_typed(opened[2]), len(opened[1]), number))
        elif entry := _TYPST_ITEM.match(said):
            depth_of = len(entry[1].expandtabs(4)) // 2
            pieces.append(item(_typed(entry[2]), depth_of, number))
        elif pieces and said.startswith(" ") and pieces[-1].kind is Kind.ITEM and said.strip():
            last = pieces[-1]
            pieces[-1] = item((*last.text, Run(" "), *_typed(said.strip())), last.level, last.line)
        elif said.strip() and said.strip() not in {")", "]", "}"}:
            pieces.append(paragraph(_typed(said.strip()), number))
    return Outline(tuple(pieces), {name: value for name, value in head.items() if value})


def _typed(said: str) -> Text:
    said = _TYPST_CALL.sub(r"\1", said).replace("---", "—").replace("--", "–")
    found = runs_of(said, _TYPST_MARK, _typst_looks)
    printed = (run._replace(text=_unescaped(run.text)) for run in found)
    return tuple(run for run in printed if run.text)


def _typst_looks(mark: re.Match[str]) -> Run:
    return Run(mark[2], is_strong=mark[1] == "*", is_slanted=mark[1] == "_")


def _unescaped(said: str) -> str:
    return re.sub(r"\\([^\w\s])", r"\1", said).replace("~", "\u00a0").rstrip("\\")
