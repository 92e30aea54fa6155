"""What people write who never saw YAML, and what they are told: place, reason, remedy."""

from __future__ import annotations

from typing import NamedTuple

HEAD = "bmc: 1\nchannels:\n"


class Slip(NamedTuple):
    """A wrong file; ``at`` is line and column, "" where there is no place to point at.

    ``says`` is a part of the English sentence that tells it, ``do`` of what to do about it.
    """

    name: str
    data: bytes
    at: str
    says: str
    do: str = ""


def file(name: str, text: str, at: str, says: str, do: str = "") -> Slip:
    """Return a slip anywhere in a file."""
    return Slip(name, text.encode(), at, says, do)


def note(name: str, lines: str, at: str, says: str, do: str = "") -> Slip:
    """Return a slip in the notes of a block; the first stands on line 3."""
    return file(name, f"{HEAD}{lines}\n", at, says, do)


def title(name: str, value: str, at: str, says: str, do: str = "") -> Slip:
    """Return a slip in the title on line 2."""
    return file(name, f"bmc: 1\ntitle: {value}\nchannels: []\n", at, says, do)


SPLIT = "A colon and a space split this text in two."
KEYED = "A colon and a space split this note in two."
COLONS = [
    note("colon in a note", "  - Shop: on the corner", "3:5", KEYED, "'Shop: on the corner'"),
    note("two colons in a note", "  - Shop: open: late", "3:9", SPLIT, "'Shop: open: late'"),
    note("colon at the end of a note", "  - On the corner:", "3:5", KEYED, "'On the corner:'"),
    note("colon in a later note", "  - Shop\n  - Open: daily", "4:5", KEYED, "'Open: daily'"),
    note("colon in each note", "  - Shop: a\n  - Van: b", "3:5", KEYED, "'Shop: a'"),
    note("colon behind a quote", '  - "Shop": open', "3:5", KEYED, "'\"Shop\": open'"),
    note("colon in a text", "  - text: Shop: open", "3:15", SPLIT, ": 'Shop: open'"),
    note("colon in a detail", "  - text: A\n    detail: B: c", "4:14", SPLIT, ": 'B: c'"),
    note("colon in a further line", "  - Shop\n    Open: daily", "4:9", SPLIT),
    note("colon behind wide signs", "  - 面包 😀: x: y", "3:9", SPLIT, "'面包 😀: x: y'"),
    note("colon behind an accent", "  - cafe\u0301 a: b: c", "3:12", SPLIT, "a: b: c'"),
    note("colon behind Thai", "  - ร้านค้าที่นี่: a: b", "3:18", SPLIT, "a: b'"),
    note("colon behind a joined sign", "  - 👩\u200d👧 x: a: b", "3:10", SPLIT, "x: a: b'"),
    note("colon behind a tab", "  - a\tb: c: d", "3:8", SPLIT, "b: c: d'"),
    note("colon far to the right", f"  - {'x' * 300}: a: b", "3:305", SPLIT),
    title("colon in the title", "Bakery: the corner", "2:14", SPLIT, "'Bakery: the corner'"),
    title("colon at the end of the title", "Bakery:", "2:14", SPLIT, "'Bakery:'"),
    file("colon in a list", "channels: [Shop: a, Van]\n", "1:12", KEYED, "'Shop: a'"),
    file("colon, CRLF", "bmc: 1\r\ntitle: a: b\r\n", "2:9", SPLIT, "'a: b'"),
    file("colon, CR", "bmc: 1\rtitle: a: b\r", "2:9", SPLIT, "'a: b'"),
    file("colon, byte order mark", "\ufefftitle: a: b\n", "1:9", SPLIT, "'a: b'"),
    file("no blank behind a colon", "bmc: 1\ntitle:A\nchannels: []\n", "2:6", "space", "title: A"),
    file("no blank behind bmc:", "bmc:1\nchannels: []\n", "1:4", "no space after", "bmc: 1"),
    file("no blank behind a block", "bmc: 1\nchannels:[A]\n", "2:9", "space", "channels: [A]"),
    note("no blank in a note", "  - text: A\n    detail:b", "4:11", "no space", "detail: b"),
    note("no blank behind text:", "  - text:A\n    detail: b", "3:9", "no space", "text: A"),
    file("no colon", "bmc: 1\nchannels\n  - Shop\n", "2:1", "", "write: channels:"),
]

BEGIN = "A text that starts with {} needs quotes."
CHARACTERS = [
    *(
        note(
            f"a note begins with {character}",
            f"  - {character}home",
            "3:5",
            BEGIN.format(character),
            end,
        )
        for character, end in (
            (character, f"put it in quotes: '{character}home'") for character in "@`%[]{},>|"
        )
    ),
    *(
        note(
            f"a note begins with {character} and a blank",
            f"  - {character} home",
            "3:5",
            character,
            end,
        )
        for character, end in (
            (character, f"put it in quotes: '{character} home'") for character in "@`%*&![]{},>|"
        )
    ),
    note("a note begins with *", "  - *home", "3:5", "references with *", "'*home'"),
    note("a note begins with &", "  - &home", "3:5", "anchors with &", "'&home'"),
    note("a note begins with !", "  - !home", "3:5", "tags with !", "'!home'"),
    note("a note with *two*", "  - *Our* shop", "3:5", BEGIN.format("*"), "'*Our* shop'"),
    note("a note with {braces}", "  - {name} shop", "3:5", BEGIN.format("{"), "'{name} shop'"),
    note("a note in {braces}", "  - {name}", "3:5", "starts with {", "'{name}'"),
    note("a note in [brackets]", "  - [Shop, Van]", "3:5", "starts with [", "'[Shop, Van]'"),
    note("a note with a [x]", "  - [x] done", "3:5", BEGIN.format("["), "'[x] done'"),
    note("a text begins with @", "  - text: @home", "3:11", BEGIN.format("@"), "'@home'"),
    note("a detail begins with @", "  - text: A\n    detail: @b", "4:13", "with @", "'@b'"),
    title("the title begins with @", "@home", "2:8", BEGIN.format("@"), "'@home'"),
    title("the title begins with %", "%home", "2:8", BEGIN.format("%"), "'%home'"),
    title("the title begins with a dash", "- Shop", "2:8", BEGIN.format("-"), "'- Shop'"),
    title("the title is in brackets", "[Draft]", "2:8", "'title' needs one", "'[Draft]'"),
    file("a line begins with %", "bmc: 1\n%a\nchannels: []\n", "2:1", BEGIN.format("%")),
    file("a sign in a list", "channels: [Shop, @home]\n", "1:18", BEGIN.format("@"), "'@home'"),
    file("a list that is not closed", "channels: [Shop, Van\nbmc: 1\n", "1:11", "not closed"),
]

OPEN = "The quote {} that opens here is not closed."
AFTER = "There is text after the closing quote."
BACKSLASH = "A backslash means something special"
QUOTES = [
    note("' not closed", "  - 'Shop\n  - Van", "3:5", OPEN.format("'"), "close it"),
    note('" not closed', '  - "Shop\n  - Van', "3:5", OPEN.format('"'), "close it"),
    note("' not closed, no line end", "  - 'Shop", "3:5", OPEN.format("'")),
    note("' closed by the next", "  - 'Shop\n  - Van\n  - 'Bus'", "3:5", OPEN.format("'")),
    note('" closed by the next', '  - "Shop\n  - Van\n  - "Bus"', "3:5", OPEN.format('"')),
    note("' closed at the end of the next", "  - 'Shop\n  - Van'", "3:5", OPEN.format("'")),
    note("' closed by an apostrophe", "  - 's Nachts\n  - Jan's", "3:5", OPEN.format("'")),
    note("' opens two notes", "  - 't Hoekje\n  - 's Nachts", "3:5", OPEN.format("'")),
    note("' opens two of three", "  - 't Hoekje\n  - A\n  - 's Nachts", "3:5", OPEN.format("'")),
    note("' not closed in a text", "  - text: 'A\n  - B", "3:11", OPEN.format("'")),
    title('" not closed in the title', '"Bakery', "2:8", OPEN.format('"')),
    file("' in a field closed by the next", "title: 'A\nauthor: 'B'\n", "1:8", OPEN.format("'")),
    note("text behind a quote", '  - "Shop" open', "3:11", AFTER, "'\"Shop\" open'"),
    note("' inside", "  - 'Jan's shop'", "3:10", AFTER, ": 'Jan''s shop'"),
    note('" inside', '  - "Shop "A" here"', "3:12", AFTER, ": 'Shop \"A\" here'"),
    note("text behind wide signs", '  - "😀 面包" 店', "3:11", AFTER, "店'"),
    note("text behind signs to clean", '  - "\u202e\u202e\u202ea" b', "3:11", AFTER),
    title("text behind a quote in the title", '"A" b', "2:11", AFTER, "'\"A\" b'"),
    note("an unknown escape", r'  - "C:\data"', "3:5", BACKSLASH, r"'C:\data'"),
    note("an unfinished escape", r'  - "C:\users"', "3:5", BACKSLASH, r"'C:\users'"),
    note("an escape of one digit", r'  - "a\x4"', "3:5", BACKSLASH, r"'a\x4'"),
    note("an escape of no character", r'  - "a\U99999999"', "3:5", BACKSLASH),
    note("an escape next to it", r'  - "a\U00110000"', "3:5", BACKSLASH),
]

UNEVEN = "This does not line up with what is above it."
PART = "This dash is part of the note above it."
TAB = "There is a tab in the indent."
LOOSE = "This line is not part of a block."
LINES = [
    note("tab before a dash", "\t- Shop", "3:1", TAB, "use spaces"),
    note("tab behind blanks", "  \t- Shop", "3:3", TAB),
    note("tab before the second dash", "  - Shop\n\t- Van", "4:1", TAB),
    note("tab before a field", "  - text: A\n\tdetail: b", "4:1", TAB),
    file("tab before a key", "bmc: 1\n\ttitle: A\nchannels: []\n", "2:1", TAB),
    file("tab, CRLF", "channels:\r\n\t- Shop\r\n", "2:1", TAB),
    note("no blank behind the dash", "  -Shop", "3:3", "no space after this dash", "- Shop"),
    note("nor behind the second", "  - A\n  -Van", "4:3", "no space after this dash", "- Van"),
    note("dash further out", "   - Shop\n  - Van", "4:3", UNEVEN, "column 4"),
    note("dash at the margin", "  - Shop\n- Van", "4:1", UNEVEN, "column 3"),
    note("third dash further out", "  - A\n  - B\n - C", "5:2", UNEVEN, "column 3"),
    note("dash further in", "  - Shop\n   - Van", "4:4", PART, "under the dash above"),
    note("a note under a note", "  - Shop\n    - Van\n  - Bus", "4:5", PART, "dash above"),
    note("a note under a text", "  - text: Shop\n      - Van", "4:7", PART),
    note("a note under fields", "  - text: Shop\n    - Van", "4:5", UNEVEN, "column 3"),
    note("a list in a note", "  - - Shop\n    - Van", "3:5", "a list inside a note", "one dash"),
    note("a list below its dash", "  -\n    - Shop", "4:5", "a list inside a note"),
    note("block further in", "  - A\n  key_partners:\n  - B", "4:3", UNEVEN, "column 1"),
    file("key further in", "bmc: 1\n title: A\nchannels: []\n", "2:2", UNEVEN, "column 1"),
    file("key further out", "  bmc: 1\n title: A\n", "2:2", UNEVEN, "column 3"),
    note("field further in", "  - text: A\n     detail: b", "4:6", UNEVEN, "column 5"),
    note("field further out", "  - text: A\n   detail: b", "4:4", UNEVEN, "column 5"),
    note("field under the dash", "  - text: A\n  detail: b", "4:3", UNEVEN, "column 5"),
    note("field under a text", "  - Shop\n    detail: b", "3:5", "", "text: Shop"),
    *(
        note(
            f"bullets with {character}",
            f"  {character} Shop\n  {character} Van",
            "3:3",
            character,
            "write: - Shop",
        )
        for character in "*•–—+"
    ),
    note("bullet behind a dash", "  - Shop\n  • Van", "4:3", "not with •", "write: - Van"),
    note("bullet under a note", "  - Shop\n    • Van", "4:5", "part of the note above it"),
    note("numbers for dashes", "  1. Shop\n  2. Van", "3:3", "dash", "write: - Shop"),
    note("loose text below", "  - Shop\nSome thoughts", "4:1", LOOSE, "- Some thoughts"),
    file("loose text above", "My canvas\nbmc: 1\nchannels: []\n", "1:1", LOOSE),
    file("loose text between", "bmc: 1\nSome thoughts\nchannels: []\n", "2:1", LOOSE),
    file("a note under no block", "bmc: 1\n- Shop\nchannels: []\n", "2:1", LOOSE),
    file("an end in the middle", "bmc: 1\n...\nchannels: []\n", "2:1", LOOSE),
]

GIT = "Git left two versions here."
SIDES = "<<<<<<< HEAD\n  - Shop\n=======\n  - Van\n>>>>>>> theirs"
TWICE = "You have {} twice."
TAKES = "needs one line of text."
BLOCKS = [
    note("git", SIDES, "3:1", GIT, "bmc merge --from-markers"),
    note("git behind a note", f"  - Bus\n{SIDES}", "4:1", GIT, "git merge --abort"),
    note("half of git's", "  - Bus\n=======\n<<<<<<< HEAD", "4:1", GIT, "keep the notes you want"),
    note("git, three sides", SIDES.replace("====", "||||||| base\n====", 1), "3:1", GIT),
    file("git, CRLF", (HEAD + SIDES).replace("\n", "\r\n"), "3:1", GIT),
    file("git in the head", f"bmc: 1\ntitle: A\n{SIDES}\n", "3:1", GIT),
    file("misspelled", "bmc: 1\nchanels:\n  - A\n", "2:1", "'chanels' is not", "'channels'"),
    file("hyphen", "bmc: 1\nkey-partners: [A]\n", "2:1", "not a block", "'key_partners'"),
    file("capital", "bmc: 1\nChannels: [A]\n", "2:1", "not a block", "'channels'"),
    file("title", "bmc: 1\nCustomer Segments: [A]\n", "2:1", "block", "'customer_segments'"),
    file("one", "bmc: 1\nvalue_proposition: [A]\n", "2:1", "block", "'value_propositions'"),
    file("short", "bmc: 1\npartners: [A]\n", "2:1", "not a block", "'key_partners'"),
    file("Dutch", "bmc: 1\nklantsegmenten: [A]\n", "2:1", "block", "'customer_segments'"),
    file("Dutch, short", "bmc: 1\nkosten:\n  - A\n", "2:1", "block", "'cost_structure'"),
    file("everyday", "bmc: 1\ncosts: [A]\n", "2:1", "not a block", "'cost_structure'"),
    file("another", "bmc: 1\nRevenue: [A]\n", "2:1", "not a block", "'revenue_streams'"),
    file("Dutch, alone", "klantsegmenten:\n  - A\n", "1:1", "not a block", "'customer_segments'"),
    file("title, alone", "Key Partners:\n  - A\n", "1:1", "not a block", "'key_partners'"),
    file("camel case, alone", "keyPartners: [A]\n", "1:1", "not a block", "'key_partners'"),
    file("misspelled, a text", "bmc: 1\nkey_partner: A\n", "2:1", "block", "'key_partners'"),
    file("title, with a sign", "Key Partners:\n  - @A\n", "2:5", BEGIN.format("@"), "'@A'"),
    note("another program", "  - id: a\n    name: B", "3:5", "another program", "- text: B"),
    note("another program, name", "  - name: B\n  - name: C", "3:5", "program", "- text: B"),
    note("a field misspelled", "  - text: A\n    detial: B", "4:5", "'detial' is not", "'detail'"),
    note("a field in capitals", "  - text: A\n    kinds: B", "4:5", "'kinds' is not", "'kind'"),
    note("block twice", "  - A\nchannels:\n  - B", "4:1", TWICE.format("'channels'"), "into one"),
    note("field twice", "  - text: A\n    text: B", "4:5", TWICE.format("'text'")),
    file("block is a text", "channels: A, B\n", "1:11", "must be a list", "'  - A, B'"),
    file("block is a table", "channels:\n  shop: A\n", "2:3", "must be a list"),
    file("text without a dash", "channels:\n  Shop\n", "2:3", "must be a list", "'  - Shop'"),
    title("two titles", "\n  - A\n  - B", "3:3", f"'title' {TAKES}"),
    note("text is a list", "  - text:\n      - A", "4:7", f"'text' {TAKES}"),
    note("detail is a list", "  - text: A\n    detail: [b]", "4:13", f"'detail' {TAKES}"),
    note("for in lists", "  - text: A\n    for: [[b]]", "4:11", f"'for' {TAKES}"),
    note("kind is a table", "  - text: A\n    kind: {b: c}", "4:11", f"'kind' {TAKES}"),
    note("later is no flag", "  - text: A\n    later: soon", "4:12", "true or false", "true or"),
    note("no text, but a detail", "  - detail: Open", "3:5", "no text", "'text: …'"),
    note("an empty text", "  - text:\n    detail: Open", "3:10", "no text", "'text: …'"),
    file("a later version", "bmc: 2\nchannels: []\n", "1:6", "file format 2", "newer bmc"),
    note("an anchor", "  - &a Shop", "3:5", "anchors with &", "'&a Shop'"),
    note("an alias", "  - A\n  - *a", "4:5", "references with *", "'*a'"),
    note("a merge key", "  - <<: *a", "3:9", "copy fields with <<", "write the fields"),
    note("an anchor that is used", "  - &a Shop\n  - *a", "3:5", "anchors (&)", "remove &a"),
    note("an anchor of a list", "  - &a [Shop]", "3:5", "anchors (&)", "remove &a"),
    note("an alias in brackets", "  - {text: A, for: [*a]}", "3:21", "with *", ": '*a'"),
    note("an alias in a list", "  - text: A\n    for: [b, *a]", "4:14", "with *", ": '*a'"),
    note("a tag of quotes", "  - !!str 'Shop'", "3:5", "tags (!)", "remove !!str"),
    file("a name behind ?", "bmc: 1\n? channels\n: [A]\n", "2:1", "mark", "channels: [A]"),
    note("a tag", "  - !!str Shop", "3:5", "tags with !", "'!!str Shop'"),
    note("a second document", "  - A\n---\nbmc: 1", "4:1", "A second document", "file of its own"),
    file("a list as a name", "bmc: 1\n[a]: b\n", "2:1", "A name before the colon"),
    note("a deep list", f"  - {'- ' * 30}x", "3:33", "too deeply: 16 levels", "remove levels"),
    note("a deep list in brackets", f"  - {'[' * 30}x", "3:19", "too deeply: 16 levels"),
    note("a control character", "  - red \x1b[31m", "3:9", "character here (U+001B)", "remove it"),
    note("another one", "  - 面包\x07", "3:7", "here (U+0007)"),
]

NO_UTF8 = "This character is not UTF-8"
NO_TEXT = "canvas.yaml is not text."
NO_CANVAS = "canvas.yaml is not a canvas"
LATIN = f"{HEAD}  - Shop\n  - Café\n".encode("latin-1")
FILES = [
    Slip("Latin-1", LATIN, "4:8", f"{NO_UTF8} (byte 0xE9).", "save the file as UTF-8"),
    Slip("Latin-1, CRLF", LATIN.replace(b"\n", b"\r\n"), "4:8", NO_UTF8),
    Slip("Latin-1, wide", f"{HEAD}  - 面包 ".encode() + b"\xe9\n", "3:8", NO_UTF8),
    Slip("Windows quotes", f"{HEAD}  - ".encode() + b"\x93A\x94\n", "3:5", "0x93"),
    Slip("UTF-8 cut off", f"{HEAD}  - Café".encode()[:-1], "3:8", "0xC3"),
    Slip("UTF-8 too long", b"bmc: 1\ntitle: \xc0\xaf\n", "2:8", "0xC0"),
    Slip("UTF-16", HEAD.encode("utf-16"), "1:1", "0xFF", "save the file as UTF-8"),
    Slip("UTF-16 BE", b"\xfe\xff" + HEAD.encode("utf-16-be"), "1:1", "0xFE", "UTF-8"),
    Slip("UTF-16, no mark", HEAD.encode("utf-16-le"), "", NO_TEXT, "canvas file"),
    Slip("UTF-32", HEAD.encode("utf-32"), "1:1", NO_UTF8),
    Slip("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "", NO_TEXT, "canvas file"),
    Slip("JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01", "", NO_TEXT, "canvas file"),
    Slip("zip", b"PK\x03\x04\x14\0\x08\0\x08\0", "", NO_TEXT, "canvas file"),
    Slip("empty", b"", "", "canvas.yaml is empty.", "bmc new canvas.yaml"),
    Slip("blank", b" \n\n", "", "canvas.yaml is empty.", "bmc new canvas.yaml"),
    Slip("only a mark", b"\xef\xbb\xbf", "", "canvas.yaml is empty."),
    Slip("only remarks", b"# A canvas\n# to come\n", "", "canvas.yaml is empty."),
    Slip("a letter", b"Dear all,\nhere is our canvas.\n", "", NO_CANVAS, "bmc new"),
    Slip("Markdown", b"# Canvas\n\nShop\n- Van\n", "", NO_CANVAS),
    Slip("HTML", b"<!DOCTYPE html>\n<p>Shop</p>\n", "", NO_CANVAS),
    Slip("a list", b"- Shop\n- Van\n", "", NO_CANVAS),
    Slip("a number", b"1\n", "", NO_CANVAS),
    Slip("other YAML", b"name: x\nversion: 3\n", "", NO_CANVAS, "another file"),
    Slip("JSON", b'{"name": [1, 2]}\n', "", NO_CANVAS),
    Slip("too big", HEAD.encode() + b"# " + b"x" * 1_000_000, "", "too big", "Remove"),
]

SLIPS = [*COLONS, *CHARACTERS, *QUOTES, *LINES, *BLOCKS, *FILES]
