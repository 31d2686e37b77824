"""The scripts that Streamlit's page asks for late: when the first element comes that needs them.

Owns which those are, as the script that the page begins with names them. Asked for with the document, they
come while the page still waits for its first run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

_BEGIN = re.compile(r'src="\./static/js/(index\.[^"]+\.js)"')
_NAMES = re.compile(r"m\.f=\[([^\]]*)\]")
_LATE = re.compile(r"import\(`\./(\w+)\.[\w-]+\.js`\)[^_]{0,40}__vite__mapDeps\(\[([\d,]*)\]\)")
_OTHERWISE = {"arrow_data_frame": "DataFrame", "arrow_table": "Table"}
"""The kinds of elements whose script is not called as they are."""


def late_scripts(static: Path, kinds: Iterable[str]) -> list[str]:
    """Return the files that elements of these kinds need besides those that every page begins with."""
    late = _late(static)
    return list(dict.fromkeys(file for kind in kinds for file in late.get(_script_of(kind), ())))


def _script_of(kind: str) -> str:
    return _OTHERWISE.get(kind) or kind.title().replace("_", "")


@cache
def _late(static: Path) -> Mapping[str, list[str]]:
    """Read which files each late script needs; none when Streamlit writes its scripts in another way."""
    page = (static / "index.html").read_text("utf-8")
    begin = _BEGIN.search(page)
    script = (static / "static" / "js" / begin[1]).read_text("utf-8") if begin else ""
    named = _NAMES.search(script)
    files = re.findall(r'"\./([^"]+\.js)"|"[^"]*"', named[1]) if named else []
    return {
        name: [files[int(place)] for place in places.split(",") if place and files[int(place)] not in page]
        for name, places in _LATE.findall(script)
    }
