"""The campus map: it draws by itself, a press or the keyboard opens each campus, also without WebGL."""

import io
import re
from time import monotonic

from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page, Route, expect

from lib.maps.labels import Box, box_of
from lib.maps.picture import Picture, Pin, picture
from lib.maps.projection import NEAR, ZOOM
from lib.store import campuses
from lib.store.file.connection import EXAMPLE, reading
from tests.browser.browser_support import WAIT_MS, Server, follow, put_in, wait_ready, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import choose, unfold

SEA = {"light": (222, 235, 241), "dark": (16, 32, 42)}
# Down and up in one turn of the browser: on a busy machine a press of the real mouse can last so long that
# deck.gl takes it for holding on, and pressing once more would close what the first one still opens.
PRESS = """([x, y]) => {
    const canvas = document.elementFromPoint(x, y);
    const at = { bubbles: true, clientX: x, clientY: y, pointerId: 1, pointerType: 'mouse', isPrimary: true };
    canvas.dispatchEvent(new PointerEvent('pointerdown', { ...at, button: 0, buttons: 1 }));
    canvas.dispatchEvent(new PointerEvent('pointerup', { ...at, button: 0, buttons: 0 }));
}"""
NO_WEBGL = """() => {
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return String(kind).startsWith('webgl') ? null : get.call(this, kind, ...rest);
    };
}"""
COAST = "Campus Voorbeeld Kust (verzonnen)"


def drawn_picture(server: Server) -> Picture:
    """What the map of this server must show."""
    place = server.database.with_name(f"{server.database.stem}-{EXAMPLE}{server.database.suffix}")
    with reading(place) as db:
        return picture(campuses.regions(db), campuses.municipalities(db), campuses.campuses(db))


def pin_of(server: Server, name: str) -> Pin:
    return next(pin for pin in drawn_picture(server).pins if pin.name == name)


def chart(page: Page) -> Locator:
    return page.get_by_test_id("stDeckGlJsonChart")


def pixels_of(page: Page, part: FloatRect | None) -> Image.Image:
    """The pixels of a part of the page."""
    assert part is not None
    return Image.open(io.BytesIO(page.screenshot(clip=part))).convert("RGB")


def land_share(image: Image.Image, sea: tuple[int, int, int]) -> float:
    """Which part of the map is something else than the empty sea."""
    found = image.getcolors(maxcolors=image.width * image.height) or []
    return 1 - sum(count for count, colour in found if colour == sea) / (image.width * image.height)


def wait_drawn(page: Page, scheme: str = "light") -> Image.Image:
    """The chart once deck.gl has drawn land, twice in a row the same: a canvas tells it in no other way."""
    expect(chart(page).locator("canvas").first).to_be_visible()
    deadline, before = monotonic() + WAIT_MS / 1000, b""
    while monotonic() < deadline:
        image = pixels_of(page, chart(page).bounding_box())
        if land_share(image, SEA[scheme]) > 0.1 and image.tobytes() == before:
            return image
        before = image.tobytes()
    raise AssertionError("the chart stayed empty")


def press(page: Page, pin: Pin, seen_from: Pin | None = None) -> None:
    """Press a campus on the chart: go there, see that it is found, and press.

    When one is open the map is seen from near it.
    """
    box = chart(page).bounding_box()
    assert box is not None
    middle, scale = (seen_from.at, 2 ** (NEAR - ZOOM)) if seen_from else ((0.0, 0.0), 1.0)
    x = box["x"] + box["width"] / 2 + (pin.at[0] - middle[0]) * scale
    y = box["y"] + box["height"] / 2 + (pin.at[1] - middle[1]) * scale
    page.mouse.move(x - 2, y - 2)
    page.mouse.move(x, y, steps=3)
    expect(page.locator(".deck-tooltip")).to_contain_text(pin.name)
    page.evaluate(PRESS, [x, y])


def open_card(page: Page) -> Locator:
    return page.locator(".wa-campus h2")


def sees_all(image: Image.Image, shared_server: Server, scheme: str) -> None:
    """Look for land, rings and names in what the map drew."""
    assert image.getpixel((3, 3)) == SEA[scheme], "sea in the corner"
    ink = 60 if scheme == "light" else -190
    for pin in drawn_picture(shared_server).pins:
        assert _dark(image, _around(pin.at, 8), ink) > 5, f"the ring of {pin.name}"
        if pin.wide:
            assert _dark(image, box_of(pin.name, *pin.at, pin.wide), ink) > 60, f"the name of {pin.name}"


def _around(at: tuple[float, float], reach: float) -> Box:
    return at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach


def _dark(image: Image.Image, box: Box, ink: int) -> int:
    """How many pixels in a box, counted from the middle of the image, are dark as ink, or light."""
    left, top, right, bottom = (
        int(edge + half) for edge, half in zip(box, (image.width / 2, image.height / 2) * 2, strict=True)
    )
    grey = image.convert("L").crop((left, top, right, bottom)).histogram()
    return sum(grey[:ink]) if ink > 0 else sum(grey[-ink:])


def test_the_map_draws_by_itself_in_light_and_dark_and_a_press_opens_and_closes_a_campus_on_it(
    shared_server: Server, open_page: OpenPage
):
    page = open_page(shared_server.url("/campussen"), viewport=(1366, 1100))
    coast = pin_of(shared_server, COAST)
    sees_all(wait_drawn(page), shared_server, "light")
    put_in(page, "dark")
    whole = wait_drawn(page, "dark")
    sees_all(whole, shared_server, "dark")
    press(page, coast)
    expect(open_card(page)).to_have_text(coast.name)
    expect(page).to_have_url(re.compile(rf"campus={coast.id}\b"))
    wait_ready(page)
    around = _around(coast.at, 24)
    assert _crop(wait_drawn(page, "dark"), around) != _crop(whole, around), "a halo"
    press(page, coast, seen_from=coast)
    expect(open_card(page)).to_have_count(0)
    expect(page).not_to_have_url(re.compile("campus="))
    wait_ready(page)
    choose(page, "Vlakke kaart")
    expect(page.locator(".map a[data-campus]")).to_have_count(6)
    expect(page).to_have_url(re.compile("kaart=vlak"))


def _crop(image: Image.Image, box: Box) -> bytes:
    halves = (image.width / 2, image.height / 2) * 2
    left, top, right, bottom = (int(edge + half) for edge, half in zip(box, halves, strict=True))
    return image.crop((left, top, right, bottom)).tobytes()


def test_the_plain_map_holds_on_a_phone_by_keyboard_with_late_fields_without_webgl_and_to_point_at(
    shared_server: Server, open_page: OpenPage
):
    page = open_page(shared_server.url("/campussen"), name="Bram", viewport=(390, 844))
    a_phone_gets_it_by_itself_and_reads_a_campus_in_a_few_lines(page)
    page.set_viewport_size({"width": 1366, "height": 768})
    follow(page, "/campussen?kaart=vlak")
    the_keyboard_reaches_each_campus_by_its_pin_and_through_the_list(page)
    a_filter_that_the_browser_draws_late_keeps_what_the_address_asked(page, shared_server)
    a_browser_without_webgl_gets_it_with_a_sentence_and_its_filters(page)
    a_place_pointed_out_comes_into_the_form(page)


def a_phone_gets_it_by_itself_and_reads_a_campus_in_a_few_lines(page: Page) -> None:
    expect(page.locator(".map a[data-campus]")).to_have_count(6)
    wait_still(page)
    expect(chart(page)).to_have_count(0)
    width = page.locator(".map").evaluate("one => one.getBoundingClientRect().width")
    for pin in page.locator(".map a[data-campus]").all():
        box = pin.bounding_box()
        assert box is not None
        assert 0 <= box["x"] < box["x"] + box["width"] <= width + 40
    rows = page.locator(".wa-table.campuses tbody tr")
    expect(rows).to_have_count(7)
    heights = rows.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    assert max(heights) < 130, "a name is not broken word by word"


def the_keyboard_reaches_each_campus_by_its_pin_and_through_the_list(page: Page) -> None:
    pins, links = page.locator(".map a[data-campus]"), page.locator(".wa-table.campuses a[data-campus]")
    expect(pins).to_have_count(6)
    wait_still(page)
    whole = page.locator(".map").bounding_box()
    assert whole is not None
    assert whole["y"] + whole["height"] <= 768, "the south lies below the fold"
    ring = Image.open(io.BytesIO(pins.nth(2).screenshot()))
    assert not _dark(ring, (-7, -2, -5, 2), 200), "the ring lies over what is in it: no owner is to see"
    names = links.all_inner_texts()
    assert len(names) == 7
    links.first.focus()
    for name in names[:2]:
        expect(page.locator(".wa-table.campuses a:focus")).to_have_text(name)
        page.keyboard.press("Enter")
        expect(open_card(page)).to_have_text(name)
        row = page.locator(".wa-table.campuses tr", has=page.locator("a:focus"))
        expect(row).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
        wait_ready(page)
        page.keyboard.press("Tab")
    pins.nth(2).focus()
    page.keyboard.press("Enter")
    expect(pins.nth(2)).to_have_attribute("aria-current", "true")
    expect(open_card(page)).to_have_text(str(pins.nth(2).get_attribute("title")).partition("\n")[0])


def a_filter_that_the_browser_draws_late_keeps_what_the_address_asked(page: Page, server: Server) -> None:
    pins, held = page.locator(".map a[data-campus]"), list[Route]()
    page.route("**/Multiselect*.js", lambda route: held.append(route))
    # Without a first screen, that would lie over the page for as long as a field is not drawn.
    page.goto(server.url("/campussen?kaart=vlak&regio=AM12&nieuw="))
    expect(pins).to_have_count(1)
    page.get_by_text("Markeer sinds").click()
    expect(page).to_have_url(re.compile("merk="))
    held[0].continue_()
    expect(page.get_by_test_id("stMultiSelect")).to_have_count(3)
    page.get_by_text("Markeer sinds").click()
    expect(page).not_to_have_url(re.compile("merk="))
    expect(page).to_have_url(re.compile("regio=AM12"))
    expect(pins).to_have_count(1)


def a_browser_without_webgl_gets_it_with_a_sentence_and_its_filters(page: Page) -> None:
    page.evaluate(NO_WEBGL)
    follow(page, "/campussen?regio=AM12")
    expect(page.get_by_text("Deze browser tekent geen kaart met WebGL.")).to_be_visible()
    expect(page.locator(".map a[data-campus]")).to_have_count(1)
    expect(page.locator(".wa-table.campuses tbody tr")).to_have_count(1)
    expect(chart(page)).to_have_count(0)
    choose(page, "Vlakke kaart")
    expect(page).to_have_url(re.compile("regio=AM12.*kaart=vlak"))


def a_place_pointed_out_comes_into_the_form(page: Page) -> None:
    page.set_viewport_size({"width": 1366, "height": 1100})
    follow(page, "/campussen?modus=bewerken&kaart=vlak")
    unfold(page, "Campus toevoegen")
    where = page.locator(".map.pointing")
    where.scroll_into_view_if_needed()
    wait_still(page)
    box = where.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2 - 95, box["y"] + box["height"] / 2 + 111)
    expect(page.get_by_label("Breedtegraad (graden)")).to_have_value(re.compile(r"52,46\d\d"))
    expect(page.get_by_label("Lengtegraad (graden)")).to_have_value(re.compile(r"4,61\d\d"))
    expect(where.locator(".mark")).to_have_count(1)
    form = page.locator("[class*='st-key-sheet-new-campus']")
    expect(form.locator("[data-tag]")).to_contain_text(["Zuid-Kennemerland"])
