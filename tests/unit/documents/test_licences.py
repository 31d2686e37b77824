"""Every part that is shipped has a licence: no package, font or script without one."""

from __future__ import annotations

import pytest

from lib.documents import licences


def test_every_package_that_is_installed_says_its_licence() -> None:
    found = licences.packages()
    assert len(found) > 40
    assert [part.name for part in found if not part.licence] == []
    assert {"streamlit", "numpy", "lxml"} <= {part.name for part in found}


def test_every_font_that_comes_along_is_named() -> None:
    fonts = licences.fonts_shipped()
    assert fonts
    assert [file for file, name in fonts.items() if not name] == []
    assert {name for _, name, _ in licences.FONTS} == set(fonts.values())


def test_no_licence_asks_more_than_that_it_is_named() -> None:
    """A licence of the GPL family would ask that the app is shared in the same way."""
    assert [part for part in licences.packages() if "GPL" in part.licence.upper()] == []


def test_the_recipe_prints_them_all(capsys: pytest.CaptureFixture[str]) -> None:
    licences.main()
    printed = capsys.readouterr().out
    assert len(printed.splitlines()) == len(licences.parts())
    assert "Source Sans 3" in printed
