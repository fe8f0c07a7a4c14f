"""Name the states of the USA and the District of Columbia by postal code (USPS Publication 28)."""

from plugins.practice import schema

STATES: dict[str, str] = schema.load(schema.FACTS)["$defs"]["state"]["x-labels"]
