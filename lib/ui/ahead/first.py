"""The first screen of a page as one piece of HTML, with its own styles, in the place of the page itself.

Owns the frame round it, in a tree of its own so that neither dresses the other.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from streamlit.file_util import get_static_dir
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException, StopException

from lib.ui.ahead.components import Unknown
from lib.ui.ahead.markup import inside, styles
from lib.ui.ahead.run import run
from lib.ui.ahead.sheets import used
from lib.ui.ahead.tree import MAIN, MENU, STYLES, Node, kinds, tree
from lib.ui.elements.html import fill, trusted
from lib.ui.here.request import Brought
from lib.web.ahead.screen import Asked
from lib.web.assets.late import late_scripts
from lib.web.brand import looks

_HERE = Path(__file__).parent
_COLOURS = ("primaryColor", "backgroundColor", "secondaryBackgroundColor", "textColor", "borderColor")
_NEAR = (
    '@font-face{font-family:"Wa Near";src:local("Arial"),local("Liberation Sans"),local("Roboto");'
    "size-adjust:93.5%;ascent-override:109.5%;descent-override:42.8%;line-gap-override:0%}"
)
_FONTS = {"SourceSansVF-Upright": "Wa Sans", "MaterialSymbols-Rounded": "Wa Icons"}


def draw(asked: Asked) -> str:
    """Return the first screen of an address; empty when the page holds what is not drawn ahead."""
    brought = Brought(dict(asked.cookies), dict(asked.headers))
    try:
        top = tree(run(asked.page, asked.query, asked.url, brought))
        parts = top.children
        main, menu = inside(parts[MAIN]), inside(parts[MENU])
    except (Unknown, RerunException, StopException):
        return ""
    own = styles(parts[STYLES]) if STYLES in parts else ""
    sheet = _looks() + (looks() + own).replace(":root", ":host")
    sheets = trusted(used(sheet, f"{_SCREEN}{menu}{main}"))
    return str(fill(_SCREEN, trusted(_faces()), trusted(_outside()), sheets, menu, main) + _late(top))


_SCREEN = Markup(
    '<style>{}</style><wa-first><style>{}</style><template shadowrootmode="closed"><style>{}</style>'
    '<div data-testid="stApp"><aside data-testid="stSidebar">'
    '<div class="st-logo"><img data-testid="stSidebarLogo" src="./app/static/logo.svg" alt=""></div>'
    '<div data-testid="stVerticalBlock">{}</div></aside>'
    '<main data-testid="stMain" tabindex="-1"><div data-testid="stMainBlockContainer">'
    '<div data-testid="stVerticalBlock">{}</div></div></main>'
    '<p class="st-late" role="status" hidden>U kunt lezen en doorklikken; zoeken, filteren en wijzigen kan '
    "nog niet. De verbinding is traag, of uw browser weigert scripts.</p>"
    '<noscript><p class="st-late">Zonder JavaScript kunt u lezen en doorklikken, niet zoeken, filteren of '
    "wijzigen.</p></noscript></div></template></wa-first>"
)


def _late(top: Node) -> Markup:
    """Ask for the scripts that the page will need, to come while it waits for its first run."""
    files = late_scripts(Path(get_static_dir()), dict.fromkeys(kinds(top)))
    return Markup("").join(map(_LATE.format, files))


_LATE = Markup('<link rel="modulepreload" crossorigin href="./static/js/{}">')


@cache
def _faces() -> str:
    """Return the letters of the first screen; they stay, or the page would be laid out anew when it goes."""
    media = Path(get_static_dir()) / "static" / "media"
    faces = "".join(
        f'@font-face{{font-family:"{name}";src:url(./static/media/{next(media.glob(f"{kind}.*")).name}) '
        'format("woff2");font-weight:200 900;font-display:swap}'
        for kind, name in _FONTS.items()
    )
    return faces + _NEAR


@cache
def _outside() -> str:
    """Return the rules for the document itself: it draws its page unseen, in letters of the same size."""
    return (_HERE / "outside.css").read_text("utf-8")


@cache
def _looks() -> str:
    """Return the looks of what Streamlit draws, in the colours of the theme."""
    colours = "".join(
        f"{place}{{{''.join(_colour(name, part) for name in _COLOURS)}}}"
        for place, part in ((":host", ""), ("[data-testid=stSidebar]", "sidebar."))
    )
    pairs = zip(
        st.get_option("theme.chartCategoricalColors"),
        st.get_option("theme.dark.chartCategoricalColors"),
        strict=True,
    )
    goals = "".join(
        f":host{{--goal-{place}:light-dark({light},{dark})}}" for place, (light, dark) in enumerate(pairs)
    )
    return colours + goals + (_HERE / "first.css").read_text("utf-8")


def _colour(name: str, part: str) -> str:
    light, dark = (st.get_option(f"theme.{scheme}.{part}{name}") for scheme in ("light", "dark"))
    dashed = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
    return f"--st-{dashed}:light-dark({light},{dark});"
