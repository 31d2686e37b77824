"""What is kept and how it is called; whoever imports any of it finds all records registered."""

# In the order in which parts of an action are told.
from lib.model import agenda, coalitions, purpose, meetings, rulings, manifest, figures, campuses, letter  # noqa: F401, I001
from lib.model.evidence import attached  # noqa: F401
from lib.model.results import outcome, tally, vouchers, money, campus_money, work  # noqa: F401
from lib.model.results import desks, research, inclusion, promotion, words  # noqa: F401
from lib.model.questions import asked  # noqa: F401
from lib.model.room import question  # noqa: F401
from lib.model.upkeep import settings  # noqa: F401
