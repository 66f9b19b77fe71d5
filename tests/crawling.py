"""Walks through the product as a person does: from the first page along every link and button shown."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

VOID = "area base br col embed hr img input link meta source track wbr".split()
SILENT = {"script", "style", "code"}
"""Elements that hold nothing in words: `<code>` holds names that programs read."""


class Reading(HTMLParser):
    """What a page shows: its links, its forms, and its texts with the elements they stand in."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.forms: list[tuple[str, str, dict[str, str]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.buttons: set[int] = set()
        """The forms that somebody can send."""
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "a" and facts.get("href"):
            self.links.append(str(facts["href"]))
        if tag == "form":
            self.forms.append((str(facts.get("method") or "get").lower(), str(facts.get("action") or ""), {}))
        if tag == "button" and facts.get("type") != "button" and "form" in self._tags:
            self.buttons.add(len(self.forms) - 1)
        if tag == "input" and facts.get("type") == "hidden" and facts.get("name") and self.forms:
            self.forms[-1][2][str(facts["name"])] = str(facts.get("value") or "")
        for name in ("aria-label", "title", "placeholder", "data-l", "alt"):
            if facts.get(name):
                self.texts.append((("attribute",), str(facts[name])))
        if tag not in VOID:
            # a part that says it is in another language, such as the button to choose that language
            self._open.append(f"{tag}|{facts.get('lang') or ''}" if tag != "html" else tag)

    @property
    def _tags(self) -> tuple[str, ...]:
        return tuple(each.partition("|")[0] for each in self._open)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().partition("|")[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        is_foreign = any(each.partition("|")[2] for each in self._open)
        if text and not SILENT & set(self._tags) and not is_foreign:
            self.texts.append((self._tags, text))


@dataclass(frozen=True)
class Page:
    """One answer on the way."""

    url: str
    name: str
    source: str
    """The page whose link led here."""
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def is_page(self) -> bool:
        """Something a person reads, and no file or detour."""
        return self.status == 200 and self.headers["Content-Type"].startswith("text/html")

    @property
    def text(self) -> str:
        return self.content.decode()


def fetched(client: Client, url: str, name: str, source: str) -> Page:
    """The answer, read to its end, which closes a file."""
    answer = client.get(url)
    content = b"".join(answer)
    return Page(url, name, source, answer.status_code, dict(answer.headers), content)


@dataclass
class Walk:
    """As one person, at most `each` pages of every kind of address; None walks everywhere."""

    client: Client
    each: int | None = 3
    pages: list[Page] = field(default_factory=list)
    forms: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    """Addresses that some page posts to, that page, and what it sends without anybody typing."""

    def begin(self, *starts: str) -> "Walk":
        """Follow everything that can be reached from `starts`."""
        waiting = deque((start, "") for start in starts)
        seen = set(starts)
        kinds: Counter[tuple[str, tuple[str, ...]]] = Counter()
        while waiting:
            url, source = waiting.popleft()
            kind = (
                name_of(url),
                tuple(sorted(part.partition("=")[0] for part in urlsplit(url).query.split("&"))),
            )
            if self.each is not None and kinds[kind] >= self.each:
                continue
            kinds[kind] += 1
            page = fetched(self.client, url, kind[0], source)
            self.pages.append(page)
            for link in self._leads_to(page):
                if link not in seen:
                    seen.add(link)
                    waiting.append((link, url))
        return self

    def _leads_to(self, page: Page) -> Iterable[str]:
        if page.status in (301, 302, 303):
            return [urljoin(page.url, page.headers["Location"])]
        if not page.is_page:
            return []
        reading = Reading(page.text)
        for at, (method, action, hidden) in enumerate(reading.forms):
            if method == "post" and at in reading.buttons:
                self.forms.setdefault(urljoin(page.url, action), (page.url, hidden))
        return internal(page.url, reading.links)


def internal(base: str, links: Iterable[str]) -> Iterator[str]:
    """Those that stay in the product, without what follows a #."""
    for link in links:
        url = urldefrag(urljoin(base, link)).url
        if url.startswith("/") and not url.startswith("/static/"):
            yield url


def name_of(url: str) -> str:
    """The name of an address; empty where there is none."""
    try:
        return resolve(urlsplit(url).path).url_name or ""
    except Resolver404:
        return ""
