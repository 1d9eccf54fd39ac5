"""English: a module a noun; a key lives in one of them only."""

from conversations.english import (
    answer,
    booking,
    cancelling,
    changes,
    confirmation,
    desk,
    lists,
    menu,
    moving,
    mpesa,
    payment,
    refusals,
)

_MODULES = (
    answer,
    booking,
    cancelling,
    changes,
    confirmation,
    desk,
    lists,
    menu,
    moving,
    mpesa,
    payment,
    refusals,
)

ENGLISH: dict[str, str] = {key: words for module in _MODULES for key, words in module.TEXTS.items()}
assert len(ENGLISH) == sum(len(module.TEXTS) for module in _MODULES), "a key is there twice"
