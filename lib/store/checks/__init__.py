from lib.store.checks import (
    agenda as agenda,
    campuses as campuses,
    coalitions as coalitions,
    meetings as meetings,
    results as results,
    rulings as rulings,
)
