"""The code that shows whose an e-mail address is: what of it waits in the draft (R8).

Only its hash is there, with the address it was mailed to, until when it is good, and how often
somebody tried.
"""

from conversations.words import Draft
from conversations.work.reminders import CodeMailed, CodeWrong

ADDRESS, SEAL, UNTIL, TRIES = "address", "seal", "until", "tries"
#: After so many wrong codes, another one has to be mailed.
MOST_TRIES = 5


def waits(draft: Draft) -> bool:
    """A code is on its way."""
    return SEAL in draft.answers


def mailed(draft: Draft, sent: CodeMailed) -> Draft:
    return draft.at(draft.step, address=sent.address, seal=sent.seal, until=sent.until, tries=0)


def wrong(draft: Draft, tried: CodeWrong) -> tuple[Draft, bool]:
    """The draft with a word about it, and whether that code is good for nothing any more."""
    if not waits(draft):
        return draft.noting("code_expired"), True
    tries = draft.answers.get(TRIES, 0) + 1
    if tried.late or tries >= MOST_TRIES:
        over = without(draft)
        return over.noting("code_expired" if tried.late else "code_used_up"), True
    return draft.at(draft.step, tries=tries).noting("code_wrong"), False


def without(draft: Draft) -> Draft:
    return draft.at(draft.step, address=None, seal=None, until=None, tries=None)
