"""Pictures of every page and view on the example set, three sizes, light and dark, and that of the README.

Run by `make screenshots`; `python -m tests.screenshots FOLDER` puts them elsewhere.
"""

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.browser_support import Server, launch, new_visit, wait_still
from tests.browser.chromium import find_chromium
from tests.views import ADDRESSES

PICTURES = Path(__file__).with_name("screenshots")
README_PICTURE = PICTURES / "werkagenda.png"
README_PAGE = ("/", (1920, 1080), "light")

MEETINGS = (
    "/technologietafels?overleg=14&deel=voorbereiden&modus=bewerken",
    "/technologietafels?overleg=14&deel=besluiten&modus=bewerken",
    "/technologietafels?overleg=13&deel=afsluiten",
    *(f"/presenteren?overleg=agenda&dia={number}" for number in (2, 6, 16)),
)
"""Meetings with more in them than the one that the tests visit, and other kinds of slides."""
SIZES = ((1920, 1080), (1366, 768), (390, 844))
SCHEMES = ("light", "dark")


def main(folder: Path) -> None:
    """Fill the folder with pictures, on a server and a database that exist for this run only."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("No Chromium found: run `make chromium`.")
    folder.mkdir(parents=True, exist_ok=True)
    example = {"WERKAGENDA_SET": "voorbeeld"}
    with TemporaryDirectory() as own, Server(Path(own), example) as server, sync_playwright() as playwright:
        browser = launch(playwright, chromium, Path(own))
        for size in SIZES:
            for scheme in SCHEMES:
                picture_all(browser, server, folder, size, scheme)
        browser.close()


def picture_all(browser: Browser, server: Server, folder: Path, size: tuple[int, int], scheme: str) -> None:
    """Picture each page as one visitor sees it, and say what went wrong on the way."""
    visit = new_visit(browser, server.origin, viewport=size, color_scheme=scheme, name="Anna")
    for address in (*ADDRESSES, *MEETINGS):
        page = visit.open(server.url(address))
        wait_still(page)
        if page.get_by_test_id("stDataFrame").count():
            expect(page.locator("#glide-cell-1-0")).to_be_attached()
        path = folder / f"{name_of(address)}-{size[0]}x{size[1]}-{scheme}.png"
        page.screenshot(path=path)
        print(path)
        if (address, size, scheme) == README_PAGE:
            shrink(path, README_PICTURE)
        page.close()
    visit.context.close()
    for trouble in visit.troubles:
        print(f"  {scheme} {size[0]}x{size[1]}: {trouble}", file=sys.stderr)


def name_of(address: str) -> str:
    """The address as the name of a file; the agenda itself is `werkagenda`."""
    return re.sub(r"\W+", "-", address).strip("-") or "werkagenda"


def shrink(source: Path, target: Path) -> None:
    """A small copy for git: 256 colours are plenty for a screen."""
    with Image.open(source) as picture:
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES / "out")
