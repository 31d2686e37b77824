"""The lean files: scripts in Brotli, fonts with the signs that are shown, and who gets which."""

import asyncio
import gzip
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import brotli
import pytest
from fontTools.ttLib import TTFont
from starlette.datastructures import Headers
from streamlit.file_util import get_static_dir

from app import ROOMS
from lib.web.assets import build, fonts, icons, lean
from lib.web.assets.lean import BROTLI, GZIP, PLAIN, SOURCES, Lean
from lib.web.assets.serving import ASK_AGAIN, FOR_EVER, Assets

STATIC = Path(get_static_dir())
MEDIA = STATIC / "static" / "media"
SCRIPT = b'const words = {"aria-label":`Sidebar`};\n' * 100
OWN_FOLDERS = ("data", "lib", "pages")
BOTH = {"accept-encoding": "gzip, br"}


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A folder such as Streamlit's own, with a script that has words of ours and one text font."""
    for name in ("js", "css", "media"):
        (tmp_path / "app/static" / name).mkdir(parents=True)
    (tmp_path / "app/static/js/index.abc.js").write_bytes(SCRIPT)
    (tmp_path / "app/static/css/a.css").write_bytes(b"a { color: red }")
    (tmp_path / "app/static/media/SourceSansVF-Upright.woff2").write_bytes(b"whole")
    return tmp_path / "app"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the lean files go; to cut a font and to read all sources takes long, so here they give a word."""
    monkeypatch.setattr(fonts, "cut_text", lambda _: b"cut")
    monkeypatch.setattr(lean, "words_of", lambda _: {"an_icon"})
    return tmp_path / "lean"


@pytest.fixture(scope="module")
def cut_icons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The font of icons as `make run` cuts it."""
    cut = tmp_path_factory.mktemp("icons") / "icons.woff2"
    cut.write_bytes(fonts.cut_icons(icon_font(), asked(), icons.words_of(SOURCES)))
    return cut


@pytest.fixture(scope="module")
def cut_text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cut = tmp_path_factory.mktemp("text") / "text.woff2"
    cut.write_bytes(fonts.cut_text(text_font()))
    return cut


def icon_font() -> Path:
    return next(MEDIA.glob("MaterialSymbols*"))


def text_font() -> Path:
    return next(MEDIA.glob("SourceSansVF-Upright*"))


@cache
def asked() -> frozenset[str]:
    return icons.names_asked([STATIC, *SOURCES])


def pictures(font: Any, names: Collection[str] = ()) -> dict[str, Any]:
    """The outline that a font draws for these of its names, or for each."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    table, found = font["glyf"], {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for part in lookup.SubTable:
            for first, ligatures in getattr(part, "ExtSubTable", part).ligatures.items():
                for one in ligatures:
                    name = "".join(letters[glyph] for glyph in (first, *one.Component))
                    if not names or name in names:
                        found[name] = table[one.LigGlyph].getCoordinates(table)[0].copy()
    return found


# -------------------------------------------------------------------------- what is made


def test_each_packed_file_unpacks_to_the_original_in_dutch(static: Path, folder: Path) -> None:
    build.build(static, folder, "1.0", quality=0)
    made = Lean(folder, "1.0")
    dutch = SCRIPT.replace(b"Sidebar", b"Menu en logo")
    assert brotli.decompress(made.read("index.abc.js", BROTLI)) == dutch
    assert gzip.decompress(made.read("index.abc.js", GZIP)) == dutch
    assert made.has("a.css", BROTLI)
    assert made.read("SourceSansVF-Upright.woff2", PLAIN) == b"cut"


def test_what_is_there_is_not_made_again_and_other_versions_go(static: Path, folder: Path) -> None:
    build.build(static, folder, "1.0", quality=0)
    kept = {file: file.stat().st_mtime_ns for file in folder.rglob("*.*")}
    (folder / "new-broken-off").mkdir()
    build.build(static, folder, "1.0", quality=0)
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*.*")} == kept
    build.build(static, folder, "2.0", quality=0)
    build.build(static, folder, "2.0", quality=0)
    assert {each.name.partition("-")[0] for each in folder.iterdir()} == {"2.0"}


def test_a_start_that_breaks_off_leaves_nothing_that_is_taken_for_ready(
    static: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(brotli, "compress", fail)
        with pytest.raises(KeyboardInterrupt):
            build.build(static, folder, "1.0")
        assert not Lean(folder, "1.0").has("a.css", BROTLI)
    build.build(static, folder, "1.0", quality=0)
    assert Lean(folder, "1.0").has("a.css", BROTLI)


def test_an_icon_of_another_source_makes_another_font(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = lean.folders(folder, "1.0")
    monkeypatch.setattr(lean, "words_of", lambda _: {"a_new_icon"})
    after = lean.folders(folder, "1.0")
    assert after[True] != before[True]
    assert after[False] == before[False]


# ------------------------------------------------------------------------------- the fonts


def test_every_icon_that_may_be_shown_looks_as_before(cut_icons: Path) -> None:
    cut = pictures(TTFont(cut_icons))
    whole = pictures(TTFont(icon_font()), cut)
    assert asked() <= cut.keys()
    assert {"search", "menu", "difference", *(room.icon for room in ROOMS)} <= cut.keys()
    assert all(cut[name] == whole[name] for name in cut)
    assert len(cut_icons.read_bytes()) < icon_font().stat().st_size / 10


def test_an_icon_that_the_font_does_not_have_keeps_it_whole(
    static: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (static / "static/media/MaterialSymbols-Rounded.woff2").write_bytes(icon_font().read_bytes())
    (static / "static/js/new.js").write_text("icon = ':material/no_such_icon:'")
    monkeypatch.setattr(icons, "MISTAKEN", frozenset())
    build.build(static, folder, "1.0", quality=0)
    assert not Lean(folder, "1.0").has("MaterialSymbols-Rounded.woff2", PLAIN)
    assert "no_such_icon" in capsys.readouterr().err


def test_every_sign_of_our_own_texts_is_left_in(cut_text: Path) -> None:
    files = [file for name in OWN_FOLDERS for file in (lean.ROOT / name).rglob("*.*")]
    texts = [
        file.read_text("utf-8") for file in files if file.suffix in {".py", ".js", ".css", ".toml", ".csv"}
    ]
    signs = {ord(sign) for sign in "".join(texts)}
    whole, cut = TTFont(text_font()).getBestCmap(), TTFont(cut_text).getBestCmap()
    assert {chr(sign) for sign in signs & whole.keys() - cut.keys()} == set()
    assert len(cut_text.read_bytes()) < text_font().stat().st_size / 3


def test_a_changed_text_font_bears_its_own_name_and_keeps_its_licence(cut_text: Path) -> None:
    names = TTFont(cut_text)["name"]
    titles = {str(entry) for entry in names.names if entry.nameID in fonts.NAMES_OF_A_FONT}
    assert titles
    assert not any(fonts.RESERVED in title for title in titles)
    assert "Open Font License" in names.getDebugName(13)
    assert names.getDebugName(0) == TTFont(text_font())["name"].getDebugName(0)


# ------------------------------------------------------------------------ who gets which


def form(assets: Assets, name: str, headers: dict[str, str]) -> str | None:
    return assets.coding(f"/static/{name}", Headers(headers))


def test_who_takes_brotli_gets_it_and_others_the_gzip_that_is_ready(static: Path, folder: Path) -> None:
    assets = Assets(static, lean=Lean(folder, "1.0"))
    assert form(assets, "js/index.abc.js", BOTH) == GZIP
    build.build(static, folder, "1.0", quality=0)
    assert form(assets, "js/index.abc.js", BOTH) == BROTLI
    assert form(assets, "js/index.abc.js", {"accept-encoding": "gzip"}) == GZIP
    assert form(assets, "js/index.abc.js", {}) is None
    body = asyncio.run(assets.body("/static/js/index.abc.js", BROTLI))
    assert b"Menu en logo" in brotli.decompress(body.content)
    answer = body.response({"type": "http", "method": "GET", "headers": []}, FOR_EVER)
    assert answer.headers["content-encoding"] == "br"
    assert answer.headers["etag"] != asyncio.run(assets.body("/static/js/index.abc.js")).tag


def test_a_cut_font_goes_to_everybody_and_is_asked_for_again(static: Path, folder: Path) -> None:
    assets = Assets(static, lean=Lean(folder, "1.0"))
    path = "/static/media/SourceSansVF-Upright.woff2"
    assert form(assets, "media/SourceSansVF-Upright.woff2", {}) is None
    build.build(static, folder, "1.0", quality=0)
    assert form(assets, "media/SourceSansVF-Upright.woff2", {}) == PLAIN
    assert asyncio.run(assets.body(path, PLAIN)).content == b"cut"
    assert assets.cache(path) == ASK_AGAIN


def test_files_of_another_version_are_never_sent(static: Path, folder: Path) -> None:
    build.build(static, folder, "1.0", quality=0)
    assert form(Assets(static, lean=Lean(folder, "2.0")), "js/index.abc.js", BOTH) == GZIP
