from lib.model import coalitions as coalitions, purpose as purpose
