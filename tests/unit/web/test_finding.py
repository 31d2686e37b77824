"""The answer to the search field: by kind, the best first, and nothing for what it cannot be asked."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request

from lib.store.finding.entries import Entry
from lib.web.finding.route import PER_KIND, finding_route, grouped


def asked(query: str) -> tuple[int, Any]:
    """What the route answers to a query string."""
    scope = {"type": "http", "method": "GET", "path": "/zoek", "headers": [], "query_string": query.encode()}
    answer = asyncio.run(finding_route().endpoint(Request(scope)))
    return answer.status_code, json.loads(answer.body)


def test_what_was_found_comes_by_kind(path: Path) -> None:
    code, groups = asked("q=zij-instroom&set=echt")
    assert code == 200
    assert groups["Actie"][0]["title"] == "3 Verbeteren zij-instroom naar techniek"
    assert groups["Actie"][0]["address"] == "actie?actie=3"


@pytest.mark.parametrize("query", ["q=a&set=anders", "q=a", "q=a&set=echt&op=gisteren", "q=a&set=echt&op=1"])
def test_what_cannot_be_asked_is_refused(path: Path, query: str) -> None:
    assert asked(query) == (400, {})


def test_of_each_kind_only_the_best() -> None:
    found = [Entry("Gebeurtenis", str(number), "", "") for number in range(9)] + [Entry("Actie", "x", "", "")]
    groups = grouped(found)
    assert [hit["title"] for hit in groups["Gebeurtenis"]] == ["0", "1", "2", "3", "4"][:PER_KIND]
    assert groups["Actie"]
