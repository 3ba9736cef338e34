"""Somebody who follows every link of the house, from the desk on, as a browser would."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.test import Client
from django.urls import resolve

MOST_OF_A_KIND = 12  # pages of one route with the same questions asked of it
MOST_PAGES = 600
BROKEN = (403, 404, 405, 500)


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


class _Addresses(HTMLParser):
    """Every address of a page that is followed by reading: links, forms that ask, and fragments."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and "href" in given:
            self.found.append((given["href"] or "", False))
        if tag == "form" and (given.get("method") or "get").lower() == "get":
            self.found.append((given.get("action") or "", False))
        if "hx-get" in given:
            self.found.append((given["hx-get"] or "", True))


@dataclass
class Walker:
    """Who walks, and what they met: `seen` addresses, and `broken` ones with the page that led there."""

    client: Client
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
                if key not in known and kinds[found.kind] < MOST_OF_A_KIND:
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
        reader = _Addresses()
        reader.feed(response.content.decode())
        for address, is_fragment in reader.found:
            whole = urljoin(page, address).partition("#")[0]
            if whole.startswith("/") and not whole.startswith("/static/"):
                yield Link(whole, link.address, is_fragment)
