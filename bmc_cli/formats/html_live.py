"""A page that follows its file: the exported one, with the one script that waits for news."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from xml.etree.ElementTree import tostring

from bmc_cli.formats.html_document import PICTURES, digest, node, text_of


@dataclass(frozen=True, slots=True)
class LivePage:
    """A page to be served: its text, the policy (CSP) it stands under, and a name for its state."""

    text: str
    policy: str
    name: str


def live(page: str, gone: str) -> LivePage:
    """Return a page that ``document`` made, as one that loads itself anew at news.

    It asks ``events`` beside it (server-sent events), whose data are JSON: ``page``, the name of
    the state that there is now, and ``trouble``, what is wrong with the file, "" for nothing.
    The event ``end`` says that no more will come.  ``gone`` is said then, and when nobody
    answers.  The policy lets in the script and its style by their hashes, and nothing else that
    the exported page does not let in.
    """
    name = hashlib.sha256(page.encode()).hexdigest()[:16]
    style, script = text_of("live.css"), text_of("live.js")
    more = f" {digest(style)}; script-src {digest(script)}; connect-src 'self'"
    # The policy stands before any foreign text, and no such text can hold a tag.
    before, rest = page.split(PICTURES, 1)
    head, body = rest.split("</head>", 1)
    body, end = body.rsplit("</body>", 1)
    news = node("p", class_="news", role="status", hidden="", data_page=name, data_gone=gone)
    added = tostring(news, encoding="unicode", method="html")
    text = (
        f"{before}{more}{PICTURES}{head}<style>{style}</style></head>"
        f"{body}{added}<script>{script}</script></body>{end}"
    )
    policy = before.rpartition('content="')[2] + more + PICTURES + head.partition('"')[0]
    return LivePage(text, policy, name)
