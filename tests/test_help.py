"""The help in the language of whoever reads it, and a command line that is not right."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from bmc_cli.cli import COMMANDS
from bmc_cli.commands.shared import helping
from bmc_cli.file.help_tables import help_words
from bmc_cli.words.help_words import HelpWords
from tests.commandline import bmc

ROOT = Path(__file__).resolve().parent.parent
PAGES = [[], *([command] for command in COMMANDS)]
ENGLISH = re.compile(
    r"\b(usage|options|arguments|commands|args|exit codes|examples|default|env var|show this"
    r"|the|and|with|file|language|note|only|print|again|may be repeated)\b",
    re.IGNORECASE,
)
"""What no Dutch sentence has; names of options and of formats are passed over."""


def shown(command: list[str], lang: str) -> str:
    done = bmc("--lang", lang, *command, "-h")
    assert (done.code, done.err) == (0, "")
    return done.out


# -- the table: English in the code, Dutch beside it


class Asked(dict[str, str]):
    """A table that knows nothing, and keeps what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
        self.asked.add(key)
        return default


@pytest.fixture(scope="module")
def asked() -> tuple[set[str], set[str], str]:
    """All sentences and names that the help and the manual page have, and the English pages."""
    sentences, names = Asked(), Asked()
    words = HelpWords("xx", sentences, names)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(helping, "help_words", lambda _: words)
        pages = "".join(bmc(*line, "-h").out for line in PAGES) + bmc("help", "--man").out
    return sentences.asked, names.asked, pages


def difference(wanted: set[str], table: Mapping[str, str]) -> dict[str, list[str]]:
    return {"to add": sorted(wanted - {*table}), "left over": sorted({*table} - wanted)}


def test_every_sentence_has_its_dutch_and_none_is_left_over(
    asked: tuple[set[str], set[str], str],
) -> None:
    sentences, names, _ = asked
    words = help_words("nl")
    whole = {each for each in words.sentences if each.startswith("default: ")}
    notes = {part.partition(": ")[0] for each in whole for part in each.split("; ")}
    assert notes >= {"default"}
    assert difference((sentences - notes) | {"default"} | whole, words.sentences) == {
        "to add": [],
        "left over": [],
    }
    assert difference(names, words.names) == {"to add": [], "left over": []}


def test_no_word_for_an_example_is_left_over(asked: tuple[set[str], set[str], str]) -> None:
    pages = asked[2]
    assert [word for word in help_words("nl").examples if word not in pages] == []


@pytest.mark.parametrize("command", PAGES, ids=" ".join)
def test_what_an_example_quotes_is_dutch(command: list[str]) -> None:
    examples = [line for line in shown(command, "en").splitlines() if line.startswith("    bmc ")]
    quoted = {text for line in examples for text in re.findall('"([^"]+)"', line)}
    assert sorted(quoted - {*help_words("nl").examples}) == []


# -- what is shown


NAMES = re.compile(r"(?m)--?[a-z][a-z-]*|(?<=\bbmc )[a-z-]+|^  [a-z-]+  |\S*[./]\S*")
"""Options, commands and files: the same in every language."""


@pytest.mark.parametrize("command", PAGES, ids=" ".join)
def test_no_english_is_left_in_dutch_help(command: list[str]) -> None:
    assert ENGLISH.findall(shown(command, "en"))
    dutch = shown(command, "nl")
    assert ENGLISH.findall(NAMES.sub("", dutch)) == []
    names = help_words("nl").names
    english = {*names} - {*names.values()}
    assert english & set(re.findall(r"\b[A-Z]{2,}\b", dutch)) == set()


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("command", PAGES, ids=" ".join)
def test_every_page_is_whole_in_80_columns(command: list[str], lang: str) -> None:
    usage, *lines = shown(command, lang).splitlines()
    said = "\n".join(lines)
    assert max(len(line) for line in (usage, *lines)) <= 80
    assert "{" not in usage
    assert [line for line in lines if re.search(r"\w\.\.\.$", line)] == []
    heading = {"en": "Exit codes:", "nl": "Exitcodes:"}[lang]
    assert re.search(rf"(?m)^{heading}\n  0 +\w.*\n  1 +\w.*\n  2 +\w", said)
    assert re.search(r"(?m)^  (Examples|Voorbeelden):\n    (bmc|printf) ", said)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_default_is_told_once(command: str) -> None:
    """Also where the language is said before the command, and is then the default of its own."""
    said = " ".join(shown([command], "nl").split())
    assert re.findall(r"\[standaard: [^]]*\] +\[standaard", said) == []


@pytest.mark.parametrize("command", PAGES, ids=" ".join)
def test_dutch_help_has_the_same_options(command: list[str]) -> None:
    english, dutch = (
        re.findall(r"(?m)^  (?:-\w, )?(--[a-z-]+)", shown(command, lang)) for lang in ("en", "nl")
    )
    assert english == dutch
    assert "--help" in dutch


DUTCH, ENGLISH_PAGE = "Gebruik: bmc undo", "Usage: bmc undo"


@pytest.mark.parametrize(
    ("words", "environment", "first"),
    [
        pytest.param("undo -h", {}, ENGLISH_PAGE, id="nothing said"),
        pytest.param("undo -h", {"LANG": "nl_NL.UTF-8"}, DUTCH, id="the locale"),
        pytest.param("undo -h", {"LANG": "nl_BE", "BMC_LANG": "en"}, ENGLISH_PAGE, id="BMC_LANG"),
        pytest.param("undo -h --lang nl", {"BMC_LANG": "en"}, DUTCH, id="--lang"),
        pytest.param("undo --lang=nl -h", {}, DUTCH, id="--lang, joined"),
        pytest.param("undo --lang Nederlands -h", {}, DUTCH, id="--lang, by its name"),
        pytest.param("--lang nl undo -h", {}, DUTCH, id="--lang before the command"),
        pytest.param("help undo --lang nl", {}, DUTCH, id="help"),
        pytest.param("undo -h --lang xx", {"LANG": "nl"}, DUTCH, id="an unknown one"),
        pytest.param("undo -h", {"BMC_LANG": "xx", "LANG": "nl"}, DUTCH, id="an unknown BMC_LANG"),
        pytest.param("undo -h -- --lang nl", {}, ENGLISH_PAGE, id="a name"),
    ],
)
def test_the_language_is_that_of_the_reader(
    monkeypatch: pytest.MonkeyPatch, words: str, environment: dict[str, str], first: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    done = bmc(*words.split())
    assert (done.code, done.out.startswith(first)) == (0, True), done


def test_help_needs_no_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "bmc_cli" / "file" / "languages.py"
    monkeypatch.setattr("bmc_cli.file.languages.__file__", str(place))
    done = bmc("--lang", "nl", "undo", "-h")
    assert (done.code, done.out.startswith(ENGLISH_PAGE)) == (0, True)


def test_a_language_before_the_command_is_that_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert bmc("--lang", "nl", "show").err.startswith("bmc: canvas.yaml bestaat niet.")


@pytest.mark.parametrize("command", PAGES, ids=" ".join)
def test_help_is_what_h_shows(command: list[str]) -> None:
    assert bmc("help", *command).out == bmc(*command, "-h").out


# -- a command line that is not right


WRONG = {
    "shwo": ("no command “shwo”", "opdracht “shwo” bestaat niet", "bmc show"),
    "qqq": ("no command “qqq”", "opdracht “qqq” bestaat niet", "bmc -h"),
    "help qqq": ("no command “qqq”", "opdracht “qqq” bestaat niet", "bmc -h"),
    "help edit --man": ("for all commands", "voor alle opdrachten", "bmc help --man"),
    "--foo": ("bmc has no option --foo", "bmc kent de optie --foo niet", "bmc -h"),
    "show --foo": ("show has no option --foo", "kent de optie --foo niet", "bmc show -h"),
    "show --widht 3": ("mean --width.", "Bedoel je --width?", "bmc show -h"),
    "edit -q": ("no option -q", "kent de optie -q niet", "bmc edit -h"),
    "edit 4 --set 2": ("--set needs N TEXT after it", "Achter --set hoort N TEKST", "bmc edit -h"),
    "edit 4 -a": ("-a needs TEXT after it", "Achter -a hoort TEKST", "bmc edit -h"),
    "show --json=3": ("--json takes no value", "Bij --json hoort geen waarde", "bmc show -h"),
    "edit 4 --keep x": ("not “x”", "een heel getal, niet “x”", "bmc edit -h"),
    "edit 4 --set x y": ("--set takes", "Bij --set hoort", "bmc edit -h"),
    "import": ("bmc import needs FILE after it", "bmc import hoort BESTAND", "bmc import -h"),
    "undo a b c": ("“b c” is too much for", "“b c” is te veel voor bmc undo", "bmc undo -h"),
}
"""What is typed, what is said of it in English and in Dutch, and the next command to type."""


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("words", WRONG)
def test_a_wrong_line_is_told_with_what_to_type(words: str, lang: str) -> None:
    english, dutch, command = WRONG[words]
    done = bmc("--lang", lang, *words.split())
    assert (done.code, done.out) == (2, "")
    first, second = done.err.splitlines()
    assert first.startswith("bmc: ")
    assert {"en": english, "nl": dutch}[lang] in done.err
    assert second.endswith(command)


def test_options_without_a_command_show_the_help() -> None:
    done = bmc("--lang", "nl")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Gebruik: bmc ")


# -- Tab


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
def test_a_shell_can_be_named_for_tab(option: str) -> None:
    assert f"  {option} [SHELL]  " in bmc("-h").out


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Tab completes in fish now: "), ("nl", "Tab vult nu aan in fish: ")]
)
def test_tab_is_set_up_in_the_readers_language(
    lang: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")  # as main sets it
    done = bmc("--install-completion", "fish", "--lang", lang)
    assert (done.code, done.out, done.err.startswith(said)) == (0, "", True), done
    assert str(tmp_path / ".config" / "fish" / "completions" / "bmc.fish") in done.err


# -- the manual page


@pytest.mark.parametrize(("lang", "path"), [("en", "man1/bmc.1"), ("nl", "nl/man1/bmc.1")])
def test_the_manual_page_is_what_the_help_says(lang: str, path: str) -> None:
    made = bmc("help", "--man", "--lang", lang).out
    kept = (ROOT / "man" / path).read_text(encoding="utf-8")
    assert kept == made, f"make it anew: bmc help --man --lang {lang} > man/{path}"
    assert made.isascii()
    assert [
        name for name in COMMANDS if f".SS bmc {name.replace('-', chr(92) + '-')}" not in made
    ] == []


@pytest.mark.needs("groff")
@pytest.mark.parametrize("path", ["man1/bmc.1", "nl/man1/bmc.1"])
def test_groff_has_nothing_to_say_of_it(path: str) -> None:
    command = ["groff", "-man", "-ww", "-Tutf8", str(ROOT / "man" / path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    plain = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", done.stdout)
    assert "printf '" in plain
    assert r"\n' | bmc new --plain" in plain
