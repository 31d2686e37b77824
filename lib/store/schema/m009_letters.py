"""The tables of the letter to Provinciale Staten, as migration m009 makes them; never edited after release.

Owns only their shape; `lib.store.schema.triggers` installs the triggers of the tracked ones. The files that
were sent are not tracked: they are kept byte for byte and never change.
"""

from __future__ import annotations

LETTER_TABLES = ("letter", "letter_text", "ps_request")

_WITHDRAWAL = """withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))"""
_SENT = "een verzonden brief verandert niet meer"

M009 = (
    f"""CREATE TABLE letter (
         id INTEGER PRIMARY KEY, reference TEXT NOT NULL DEFAULT '',
         subject TEXT NOT NULL CHECK (subject <> ''), committee TEXT NOT NULL DEFAULT '',
         treatment TEXT NOT NULL DEFAULT 'C' CHECK (treatment IN ('A', 'B', 'C')),
         portfolio TEXT NOT NULL DEFAULT '',
         asks TEXT NOT NULL DEFAULT 'kennisnemen' CHECK (asks IN ('kennisnemen', 'bespreken', 'niets')),
         secrecy TEXT NOT NULL DEFAULT 'openbaar' CHECK (secrecy IN ('openbaar', 'geheim')),
         programme TEXT NOT NULL DEFAULT '',
         period_from TEXT CHECK (period_from IS date(period_from, '+0 days')),
         period_until TEXT CHECK (period_until IS date(period_until, '+0 days')),
         next_letter TEXT NOT NULL DEFAULT '',
         sent_on TEXT CHECK (sent_on IS date(sent_on, '+0 days')),
         edition_id INTEGER REFERENCES edition (id), {_WITHDRAWAL},
         CHECK ((sent_on IS NULL) = (edition_id IS NULL))) STRICT""",
    """CREATE TABLE letter_text (
         id INTEGER PRIMARY KEY, letter_id INTEGER NOT NULL REFERENCES letter (id),
         section TEXT NOT NULL CHECK (section <> ''), text TEXT NOT NULL DEFAULT '',
         version INTEGER NOT NULL DEFAULT 1, UNIQUE (letter_id, section)) STRICT""",
    f"""CREATE TABLE ps_request (
         id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('motie', 'toezegging')),
         code TEXT NOT NULL CHECK (code <> ''), text TEXT NOT NULL CHECK (text <> ''),
         dated_on TEXT NOT NULL CHECK (dated_on IS date(dated_on, '+0 days')),
         forum TEXT NOT NULL DEFAULT '', promised_to TEXT NOT NULL DEFAULT '',
         answer TEXT NOT NULL DEFAULT '',
         state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'afgedaan')),
         letter_id INTEGER REFERENCES letter (id), {_WITHDRAWAL}) STRICT""",
    """CREATE TABLE letter_file (
         id INTEGER PRIMARY KEY, letter_id INTEGER NOT NULL REFERENCES letter (id),
         form TEXT NOT NULL CHECK (form IN ('html', 'docx')), name TEXT NOT NULL CHECK (name <> ''),
         sha256 TEXT NOT NULL CHECK (length(sha256) = 64), content BLOB NOT NULL,
         UNIQUE (letter_id, form)) STRICT""",
    f"""CREATE TRIGGER keep_sent_letter BEFORE UPDATE ON letter
         WHEN OLD.sent_on IS NOT NULL AND NEW.withdrawn_on IS OLD.withdrawn_on
         BEGIN SELECT RAISE(ABORT, '{_SENT}'); END""",
    f"""CREATE TRIGGER keep_sent_text BEFORE UPDATE ON letter_text
         WHEN (SELECT sent_on FROM letter WHERE id = OLD.letter_id) IS NOT NULL
         BEGIN SELECT RAISE(ABORT, '{_SENT}'); END""",
    f"""CREATE TRIGGER no_text_after_sending BEFORE INSERT ON letter_text
         WHEN (SELECT sent_on FROM letter WHERE id = NEW.letter_id) IS NOT NULL
         BEGIN SELECT RAISE(ABORT, '{_SENT}'); END""",
    *(
        f"""CREATE TRIGGER keep_letter_file_{event} BEFORE {event} ON letter_file
         BEGIN SELECT RAISE(ABORT, 'wat is verzonden blijft zoals het is'); END"""
        for event in ("UPDATE", "DELETE")
    ),
)
