"""The workshop behind the pages."""

VERSION = "0.1"
