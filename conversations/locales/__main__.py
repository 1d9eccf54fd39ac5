"""`make texts`: every language's files after a change of the English texts."""

from conversations.english import MODULES
from conversations.locales import HERE
from conversations.locales.update import update
from models.languages import DEFAULT_LANGUAGE, LANGUAGES

_NOUNS = {module.__name__.rpartition(".")[2]: module.TEXTS for module in MODULES}

for language in LANGUAGES.keys() - {DEFAULT_LANGUAGE}:
    update(HERE / language, _NOUNS)
