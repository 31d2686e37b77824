"""Which scripts Streamlit's page asks for late, as this version of it names them."""

from pathlib import Path

from streamlit.file_util import get_static_dir

from lib.web.assets.late import late_scripts

STATIC = Path(get_static_dir())


def test_each_kind_of_element_names_scripts_that_are_there_and_that_no_page_begins_with() -> None:
    kinds = ("html", "bidi_component", "multiselect", "arrow_data_frame", "arrow_vega_lite_chart", "html")
    files = late_scripts(STATIC, kinds)
    named = {"Html", "BidiComponent", "Multiselect", "DataFrame", "ArrowVegaLiteChart"}
    assert named <= {file.partition(".")[0] for file in files}
    assert all((STATIC / "static" / "js" / file).is_file() for file in files)
    assert not any(file in (STATIC / "index.html").read_text("utf-8") for file in files)
    assert len(files) == len(set(files))


def test_what_needs_no_script_of_its_own_names_none(tmp_path: Path) -> None:
    assert late_scripts(STATIC, ["flex_container", "markdown"]) == []
    (tmp_path / "index.html").write_text("a page that Streamlit writes in another way")
    assert late_scripts(tmp_path, ["html"]) == []
