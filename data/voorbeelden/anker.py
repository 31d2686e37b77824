"""Controleert een gegevensbestand van Werkagenda tegen een anker op papier, zonder code van Werkagenda.

Gebruik: python3 anker.py BESTAND NUMMER "1a2b 3c4d ..."   (nummer en groepen zoals ze zijn afgedrukt)
"""

import hashlib
import json
import sqlite3
import sys
from contextlib import closing

COLUMNS = "id, tbl, row_id, operation, about, row, who, verified, reason, at, chain"


def check(db, number, groups):
    """Volg de hele keten; geef de eerste wijziging die niet klopt (0: geen) en of het anker past."""
    link, expected, loose, altered, printed = "", 1, 0, 0, ""
    for *entry, kept in db.execute(f"SELECT {COLUMNS} FROM history ORDER BY id"):
        said = json.dumps([link, *entry], ensure_ascii=False, separators=(",", ":"))
        link = hashlib.sha256(said.encode()).hexdigest()
        if not altered and (entry[0] != expected or kept not in (link, None)):
            altered = loose or min(expected, entry[0])
        loose = 0 if kept else loose or entry[0]  # zonder schakel: de volgende oordeelt
        printed = link if entry[0] == number else printed
        expected = entry[0] + 1
    wanted = groups.replace(" ", "").lower()
    altered = altered or (expected if number >= expected else 0)  # aan het eind verdwenen
    return altered, len(wanted) == 32 and printed.startswith(wanted)


if __name__ == "__main__":
    with closing(sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)) as db:
        altered, fits = check(db, int(sys.argv[2].replace(".", "")), sys.argv[3])
    if altered:
        sys.exit(f"NIET HEEL: wijziging {altered} is de eerste die anders is of ontbreekt.")
    if not fits:
        sys.exit(
            "NIET HETZELFDE: de keten klopt met zichzelf, maar niet met dit anker: hij is later gemaakt."
        )
    sys.stdout.write(f"HEEL: alles tot en met wijziging {sys.argv[2]} is zoals toen dit is afgedrukt.\n")
