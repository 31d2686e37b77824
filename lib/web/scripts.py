"""The scripts of components, each joined with the modules it imports: Streamlit takes a single text."""

from __future__ import annotations

import re
from pathlib import Path

_IMPORT = re.compile(r"^import \{[^}]*\} from '([^']+)';\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default )", re.MULTILINE)


def script(path: Path) -> str:
    """Join a module with all that it imports, each once and before who uses it.

    They end up in one scope, so no two of them may give the same name to something at their top.
    """
    texts: dict[Path, str] = {}
    _collect(path.resolve(), texts)
    return "\n".join(texts.values())


def _collect(path: Path, texts: dict[Path, str]) -> None:
    text = path.read_text("utf-8")
    for imported in _IMPORT.findall(text):
        module = (path.parent / imported).resolve()
        if module not in texts:
            _collect(module, texts)
    texts[path] = _EXPORT.sub("", _IMPORT.sub("", text))
