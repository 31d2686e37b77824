"""What must hold of each table before a row is stored: importing a module registers its checks."""

from lib.store.checks import (
    agenda as agenda,
    campuses as campuses,
    claims as claims,
    coalitions as coalitions,
    instruments as instruments,
    letters as letters,
    means as means,
    meetings as meetings,
    money as money,
    results as results,
    room as room,
    rulings as rulings,
    work as work,
)
