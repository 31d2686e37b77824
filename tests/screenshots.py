"""Pictures of every page on the example set, in three sizes, light and dark, and the one of the README.

Run by `make screenshots`; `python -m tests.screenshots FOLDER` puts them elsewhere.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.browser_support import Server, launch, new_visit, wait_still
from tests.browser.chromium import find_chromium

PICTURES = Path(__file__).with_name("screenshots")
README_PICTURE = PICTURES / "werkagenda.png"
README_PAGE = ("matrix", (1920, 1080), "light")

PAGES = (
    ("matrix", "/"),
    ("lijst", "/?weergave=lijst"),
    ("bord", "/?weergave=bord"),
    ("lijst-bewerken", "/?weergave=lijst&modus=bewerken"),
    ("actie", "/actie?actie=3"),
    ("actie-bewerken", "/actie?actie=3&modus=bewerken"),
    ("coalitie", "/actie?actie=3&tab=coalitie"),
    ("coalitie-bewerken", "/actie?actie=3&tab=coalitie&modus=bewerken"),
    ("purpose-case", "/actie?actie=3&tab=purpose-case"),
    ("geschiedenis", "/actie?actie=3&tab=geschiedenis"),
    ("verschillen", "/?sinds=2022-06-30"),
    ("verschillen-lijst", "/?sinds=2022-06-30&weergave=lijst&sorteer=sinds"),
    ("coalities", "/coalities"),
    ("coalities-verschillen", "/coalities?sinds=2022-06-30"),
    ("netwerk", "/coalities?blik=netwerk"),
    ("lege-stoelen", "/coalities?blik=stoelen"),
    ("partijen", "/coalities?blik=partijen"),
    ("stopproef", "/coalities?blik=stop"),
    ("wijzigingen", "/wijzigingen"),
    ("toen", "/?op=2022-03-01"),
    ("campussen", "/campussen?campus=1"),
    ("arbeidsmarkt", "/arbeidsmarkt"),
    ("reeks", "/arbeidsmarkt?indicator=werkloosheid&regio=PV27"),
    ("tafels", "/technologietafels"),
    ("tafel-voorbereiden", "/technologietafels?overleg=14&deel=voorbereiden&modus=bewerken"),
    ("tafel-besluiten", "/technologietafels?overleg=14&deel=besluiten&modus=bewerken"),
    ("tafel-afsluiten", "/technologietafels?overleg=13&deel=afsluiten"),
    ("manifest", "/manifest"),
    ("brief", "/brief"),
    ("brief-bijlage", "/brief?deel=bijlage-1"),
    ("bijwerkronde", "/bijwerkronde?modus=bewerken"),
    ("bijwerkronde-tabel", "/bijwerkronde"),
    ("presenteren", "/presenteren"),
    ("dia-matrix", "/presenteren?overleg=agenda&dia=2"),
    ("dia-actie", "/presenteren?overleg=agenda&dia=6"),
    ("dia-kaart", "/presenteren?overleg=agenda&dia=16"),
)
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
    for name, address in PAGES:
        page = visit.open(server.url(address))
        wait_still(page)
        if page.get_by_test_id("stDataFrame").count():
            expect(page.locator("#glide-cell-1-0")).to_be_attached()
        path = folder / f"{name}-{size[0]}x{size[1]}-{scheme}.png"
        page.screenshot(path=path)
        print(path)
        if (name, size, scheme) == README_PAGE:
            shrink(path, README_PICTURE)
        page.close()
    visit.context.close()
    for trouble in visit.troubles:
        print(f"  {scheme} {size[0]}x{size[1]}: {trouble}", file=sys.stderr)


def shrink(source: Path, target: Path) -> None:
    """A small copy for git: 256 colours are plenty for a screen."""
    with Image.open(source) as picture:
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES / "out")
