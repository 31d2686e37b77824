"""Chromium takes the fonts that were cut, and draws with them what it draws with the whole ones."""

from base64 import b64encode
from importlib.metadata import version
from pathlib import Path

from markupsafe import Markup
from playwright.sync_api import Browser, FloatRect
from streamlit.file_util import get_static_dir

from lib.web.assets import build, icons
from lib.web.assets.lean import PLAIN, SOURCES, Lean
from tests.browser.browser_support import LEAN

STATIC = Path(get_static_dir())
TEXT = "Wie is er nog niet? Zuid-Kennemerland en IJmond: € 2,5 mln ≥ 40 % – “één” café, Şahin, ½ → ▲"
PAGE = Markup(
    "<style>@font-face {{ font-family: icons; src: url(data:font/woff2;base64,{}) }}"
    "@font-face {{ font-family: text; font-weight: 200 900; src: url(data:font/woff2;base64,{}) }}"
    "ul {{ font: 24px/24px icons; font-feature-settings: 'liga'; margin: 0; padding: 0; columns: 30 }}"
    "li {{ display: block; overflow: hidden }} p {{ font: 20px text }} b {{ font-weight: 700 }}</style>"
    "<ul>{}</ul><p>{} <b>{}</b></p>"
)
LOADED = "() => Promise.all(['24px icons', '20px text'].map((font) => document.fonts.load(font)))"
WIDTHS = """() => [...document.querySelectorAll('li')].map((item) => {
    const range = document.createRange();
    range.selectNodeContents(item);
    return Math.round(range.getBoundingClientRect().width);
})"""


def test_icons_and_words_look_the_same_in_the_cut_fonts(browser: Browser) -> None:
    icon_font = next(STATIC.rglob("MaterialSymbols*"))
    text_font = next(STATIC.rglob("SourceSansVF-Upright*"))
    asked = sorted(icons.names_asked([STATIC, *SOURCES]))
    names = Markup().join(Markup("<li>{}</li>").format(name) for name in asked)
    whole = (icon_font.read_bytes(), text_font.read_bytes())
    build.build(STATIC, LEAN, version("streamlit"), quality=1)  # `make tests` did, for its servers
    lean = Lean(LEAN, version("streamlit"))
    cut = (lean.read(icon_font.name, PLAIN), lean.read(text_font.name, PLAIN))
    page = browser.new_page(viewport={"width": 1366, "height": 400})
    seen = []
    for pair in (whole, cut):
        page.set_content(PAGE.format(*(b64encode(font).decode() for font in pair), names, TEXT, TEXT))
        assert all(page.evaluate(LOADED))
        assert set(page.evaluate(WIDTHS)) == {24}  # a picture of one square, not letters
        seen.append(page.screenshot(clip=FloatRect(x=0, y=0, width=1366, height=400)))
    page.close()
    assert seen[0] == seen[1]
