"""Bytes over the wire, compressed as the product sends them."""

import re

from django.test import Client

from tests.bench.measuring import within
from tests.bench.pages import signed_in
from tests.bench.world import World

LINK = re.compile(r'(?:href|src)="(/static/[^"#]+)[^>]*>')


class Browser:
    """One that keeps what it was sent."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.kept: dict[str, int] = {}

    def size(self, path: str) -> int:
        response = self.client.get(path, headers={"accept-encoding": "gzip, br"})
        if response.status_code != 200:
            raise ValueError(f"{path} answers {response.status_code}")
        return len(b"".join(response.streaming_content) if response.streaming else response.content)

    def open(self, path: str) -> tuple[float, float]:
        """kB of the page and its style sheets, which come before the first paint; and of everything new."""
        page = self.size(path)
        links = {match[1]: match[0] for match in LINK.finditer(self.client.get(path).content.decode())}
        new = {link: self.size(link) for link in links if link not in self.kept}
        self.kept |= new
        sheets = sum(size for link, size in new.items() if ".css" in link and "media=" not in links[link])
        return (page + sheets) / 1000, (page + sum(new.values())) / 1000


def measure(world: World) -> None:
    """First visits, with nothing kept, and later ones."""
    first, whole = Browser(Client()).open("/akun/masuk/")
    within("sign-in before the first paint", first, 14, "kB")
    within("sign-in, cold", whole, 30, "kB")
    phone, desk = Browser(signed_in(world.representative)), Browser(signed_in(world.office))
    within("month, cold", phone.open("/laporan/2021-12/")[1], 45, "kB")
    scripts = sum(size for link, size in phone.kept.items() if link.endswith(".js"))
    within("month: scripts", scripts / 1000, 25, "kB")
    desk.open("/rapat/")
    for browser, path in ((phone, "/laporan/2021-11/"), (phone, "/2021/wilayah/11/"), (desk, "/2021/")):
        within(f"later page {path}", browser.open(path)[1], 15, "kB")
