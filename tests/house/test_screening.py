"""Each dialogue has been decided about: are words typed there screened for danger (I6)?"""

from conversations.engine import DIALOGUES

#: Open to people who don't work here; and to staff for their own affairs.
EVERYBODYS = {
    "agree", "book", "card", "consents", "credit", "forget", "guardian", "intake", "meet", "mydata",
    "paidproof", "pay", "privacy", "receipts", "reminders", "settings", "trail",
}  # fmt: skip
#: Where words of danger are an answer all the same.
KEEPING = {"intake", "profile", "services"}


def test_each_dialogue_is_of_work_or_everybodys() -> None:
    of_work = {name for name, dialogue in DIALOGUES.items() if dialogue.of_work}
    assert of_work & EVERYBODYS == set()
    assert of_work | EVERYBODYS == DIALOGUES.keys()


def test_where_words_of_danger_are_an_answer_is_known() -> None:
    assert {name for name, dialogue in DIALOGUES.items() if dialogue.keeps_words} == KEEPING
