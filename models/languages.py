"""The languages that people can choose, each called by its own name (P5)."""

DEFAULT_LANGUAGE = "en"

LANGUAGES = {"en": "English", "sw": "Kiswahili"}
