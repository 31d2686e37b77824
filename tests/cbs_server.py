"""A server on this machine that speaks as the OData v3 feed of CBS does: blanks, pages and faults."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

PAGE = 4
"""Rows of data on one page."""

Row = dict[str, Any]

PROPERTIES: list[Row] = [
    {"ID": 0, "ParentID": None, "Type": "GeoDimension", "Key": "RegioS", "Title": "Regio's"},
    {"ID": 1, "ParentID": None, "Type": "TimeDimension", "Key": "Perioden", "Title": "Perioden"},
    {"ID": 2, "ParentID": None, "Type": "Dimension", "Key": "Geslacht", "Title": "Geslacht"},
    {"ID": 3, "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": "Beroepsbevolking"},
    *(
        {"ID": number, "ParentID": 3, "Type": "Topic", "Key": f"{key}_{number}", "Title": title}
        for number, (key, title) in enumerate(
            {
                "Bevolking": "Bevolking",
                "Beroepsbevolking": "Beroepsbevolking",
                "WerkzameBeroepsbevolking": "Werkzame beroepsbevolking",
                "WerklozeBeroepsbevolking": "Werkloze beroepsbevolking",
                "NietBeroepsbevolking": "Niet-beroepsbevolking",
                "Werkloosheidspercentage": "Werkloosheidspercentage",
                "BrutoArbeidsparticipatie": "Brutoarbeidsparticipatie",
                "NettoArbeidsparticipatie": "Nettoarbeidsparticipatie",
            }.items(),
            4,
        )
    ),
]
TOTAL, MEN = "T001038", "3000   "
MEASURES = [row["Key"] for row in PROPERTIES if row["Type"] == "Topic"]
RATE = "Werkloosheidspercentage_9"


def data_row(number: int, region: str, period: str, rate: Any, sex: str = TOTAL) -> Row:
    """A row of the data as CBS sends it: keys padded with blanks, null for what is not given."""
    dimensions = {"RegioS": region.ljust(6), "Perioden": period, "Geslacht": sex}
    return {"ID": number, **dimensions, **dict.fromkeys(MEASURES, None), RATE: rate}


def usual_rows() -> list[Row]:
    """Two periods for country and province, men apart from the total, a region that is not ours."""
    cells = [
        ("NL01", "2023KW02", 3.4),
        ("PV27", "2023KW02", 3.9),
        ("NL01", "2023KW03", 3.6),
        ("PV27", "2023KW03", 4.1),
    ]
    rows = [data_row(n, region, period, rate) for n, (region, period, rate) in enumerate(cells)]
    rows.append(data_row(5, "PV27", "2023KW03", 99.9, MEN))
    rows.append(data_row(6, "PV27", "2023KW04", "       ."))
    return rows


@dataclass
class Story:
    """What the server tells and does wrong. `faults` are done one after another, before it answers well.

    A fault is an HTTP status, or "hang up", "garbage", "list", "no value", "elsewhere" or "circle".
    """

    rows: list[Row] = field(default_factory=usual_rows)
    properties: list[Row] = field(default_factory=lambda: list(PROPERTIES))
    faults: list[int | str] = field(default_factory=list)
    fault_in: str = ""
    more: dict[str, list[Row]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    silent: threading.Event | None = None

    def parts(self) -> dict[str, list[Row]]:
        """The parts of the table by name."""
        return {
            "TableInfos": [
                {"ID": 0, "Title": "Arbeidsdeelname; provincie", "Modified": "2023-11-16T02:00:00"}
            ],
            "DataProperties": self.properties,
            "RegioS": [{"Key": code, "Title": code} for code in ("NL01  ", "PV27  ", "PV20  ")],
            "Geslacht": [
                {"Key": TOTAL, "Title": "Totaal mannen en vrouwen"}, {"Key": MEN, "Title": "Mannen"}
            ],
            "Perioden": [
                {"Key": "2023KW02", "Title": "2023 2e kwartaal", "Status": "Definitief"},
                {"Key": "2023KW03", "Title": "2023 3e kwartaal", "Status": "NaderVoorlopig"},
                {"Key": "2023KW04", "Title": "2023 4e kwartaal", "Status": "Voorlopig"},
            ],
            **self.more,
        }  # fmt: skip


class _Handler(BaseHTTPRequestHandler):
    story: Story

    def do_GET(self) -> None:
        story, url = self.story, urlsplit(self.path)
        story.asked.append(unquote(self.path))
        part = url.path.rsplit("/", 1)[-1]
        if story.silent is not None:
            story.silent.wait(20)
            return
        fault = story.faults.pop(0) if story.faults and story.fault_in in part else ""
        if fault == "hang up":
            self.close_connection = True
            self.connection.close()
            return
        if isinstance(fault, int):
            self.send_error(fault)
            return
        self._send(fault, self._answer(part, parse_qs(url.query), str(fault)))

    def _answer(self, part: str, query: dict[str, list[str]], fault: str) -> Any:
        rows, skip = self.story.parts().get(part), int(query.get("$skip", ["0"])[0])
        if rows is None:
            rows = self.story.rows
            if "$filter" in query:
                regions = set(re.findall(r"trim\(RegioS\) eq '(\w+)'", query["$filter"][0]))
                rows = [row for row in rows if row["RegioS"].strip() in regions]
        answer: Any = {"odata.metadata": "http://localhost/$metadata", "value": rows[skip : skip + PAGE]}
        here = f"http://{self.headers['Host']}{urlsplit(self.path).path}"
        asked = "&".join(f"{name}={values[0]}" for name, values in query.items() if name != "$skip")
        if len(rows) > skip + PAGE:
            answer["odata.nextLink"] = f"{here}?{asked.replace(' ', '%20')}&$skip={skip + PAGE}"
        if fault == "elsewhere":
            answer["odata.nextLink"] = "http://example.invalid/odata"
        if fault == "circle":
            answer["odata.nextLink"] = f"http://{self.headers['Host']}{self.path}"
        return {"list": [answer], "no value": {"odata.error": {}}}.get(fault, answer)

    def _send(self, fault: int | str, answer: Any) -> None:
        body = b"<html>Onderhoud</html>" if fault == "garbage" else json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json;odata=minimalmetadata")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing on the terminal."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is part of the story."""


@contextmanager
def cbs_feed(story: Story) -> Iterator[str]:
    """The address of a feed that tells this story."""
    handler = type("Handler", (_Handler,), {"story": story})
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/ODataFeed/odata"
    finally:
        if story.silent is not None:
            story.silent.set()
        server.shutdown()
        server.server_close()
        thread.join()
