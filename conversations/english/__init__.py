"""English: a module a noun; a key lives in one of them only."""

from conversations.english import (
    admin,
    answer,
    arranged,
    booking,
    cancelling,
    changes,
    clients,
    confirmation,
    desk,
    holidays,
    joining,
    lists,
    meeting,
    menu,
    moving,
    mpesa,
    payment,
    records,
    refusals,
    session,
    settings,
)

_MODULES = (
    answer,
    arranged,
    booking,
    cancelling,
    changes,
    confirmation,
    desk,
    joining,
    lists,
    meeting,
    menu,
    moving,
    mpesa,
    payment,
    records,
    refusals,
    settings,
    admin,
    clients,
    holidays,
    session,
)

ENGLISH: dict[str, str] = {key: words for module in _MODULES for key, words in module.TEXTS.items()}
assert len(ENGLISH) == sum(len(module.TEXTS) for module in _MODULES), "a key is there twice"
