from lib.store.checks import (
    agenda as agenda,
    campuses as campuses,
    coalitions as coalitions,
    letters as letters,
    meetings as meetings,
    results as results,
    rulings as rulings,
)
