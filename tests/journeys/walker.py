"""Somebody who follows every link of the house, from the desk on, as a browser would."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.test import Client
from django.urls import resolve

MOST_PAGES = 600
BROKEN = (403, 404, 405, 500)
NEVER_CLOSED = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
MAY_STAY_OPEN = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "option"})


@dataclass(frozen=True, slots=True)
class Link:
    """An address, the page that it was found on, and whether it is fetched as a fragment."""

    address: str
    found_on: str
    is_fragment: bool = False

    @property
    def kind(self) -> str:
        """What pages that are alike have in common."""
        split = urlsplit(self.address)
        return f"{resolve(split.path).view_name}?{sorted(name for name, _ in parse_qsl(split.query))}{self.is_fragment}"


class _Page(HTMLParser):
    """Every address of a page that is followed by reading (links, forms that ask, fragments), and the elements that are closed wrongly."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, bool]] = []
        self.misplaced: list[str] = []
        self.opened: list[str] = []

    def handle_endtag(self, tag: str) -> None:
        while self.opened and self.opened[-1] != tag and self.opened[-1] in MAY_STAY_OPEN:
            self.opened.pop()
        if self.opened and self.opened[-1] == tag:
            self.opened.pop()
        else:
            self.misplaced.append(f"</{tag}> in line {self.getpos()[0]}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of a drawing that closes itself."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in NEVER_CLOSED:
            self.opened.append(tag)
        given = dict(attrs)
        if tag == "a" and "href" in given:
            self.found.append((given["href"] or "", False))
        if tag == "form" and (given.get("method") or "get").lower() == "get":
            self.found.append((given.get("action") or "", False))
        if "hx-get" in given:
            self.found.append((given["hx-get"] or "", True))


@dataclass
class Walker:
    """Who walks, and what they met: `seen` addresses, and `broken` ones: those not found, and pages whose elements are closed wrongly."""

    client: Client
    most_of_a_kind: int  # pages of one route with the same questions asked of it
    seen: set[Link] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)

    def walk(self) -> None:
        """From the desk to wherever links lead, as many pages of each kind as are worth looking at."""
        waiting = deque([Link("/", "")])
        kinds: Counter[str] = Counter()
        known = {("/", False)}
        while waiting and len(self.seen) < MOST_PAGES:
            link = waiting.popleft()
            self.seen.add(link)
            for found in self._followed(link):
                key = (found.address, found.is_fragment)
                if key not in known and kinds[found.kind] < self.most_of_a_kind:
                    known.add(key)
                    kinds[found.kind] += 1
                    waiting.append(found)

    def _followed(self, link: Link) -> Iterator[Link]:
        headers = {"HX-Request": "true"} if link.is_fragment else {}
        response = self.client.get(link.address, headers=headers, follow=True)
        if response.status_code in BROKEN:
            self.broken.append(f"{response.status_code} {link.address} on {link.found_on}")
            return
        if response.streaming or "html" not in response.headers.get("Content-Type", ""):
            return
        page = response.redirect_chain[-1][0] if response.redirect_chain else link.address
        reader = _Page()
        reader.feed(response.content.decode())
        if reader.misplaced or reader.opened:
            self.broken.append(f"{link.address}: {reader.misplaced[:3]} {reader.opened[-3:]}")
        for address, is_fragment in reader.found:
            whole = urljoin(page, address).partition("#")[0]
            if whole.startswith("/") and not whole.startswith("/static/"):
                yield Link(whole, link.address, is_fragment)
