from lib.store import checks as checks, purpose as purpose, stages as stages
