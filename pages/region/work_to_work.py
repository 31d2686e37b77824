"""Werk naar werk: who has people over and who asks for them, the agreements, and the model of action 2."""

from lib.ui.here import state
from lib.ui.work import view

view.page(state.here())
