"""What comes from one chat faster than anybody can mean it is kept, and not worked on (D4)."""

from conversations.words import Say
from handlers.danger import Hearing
from handlers.parse import Visit
from handlers.sitting import Sitting
from handlers.ways import lane_of
from services.people import Guest
from services.visitors import Verdict

#: What a row is noted with that was only kept.
OUTCOME = "flood"


async def holds_back(sitting: Sitting, guest: Guest, came: Visit, hearing: Hearing) -> bool:
    """Whether this is too much of theirs; they are told once. A cry for help never is."""
    if came.event is None:
        return False
    verdict = await sitting.practice.persons.judge(lane_of(guest.telegram_chat_id))
    if verdict is Verdict.WELCOME or hearing.is_cry:
        return False
    if verdict is Verdict.WORDS:
        await sitting.tell(guest.person_id, Say("that_was_a_lot", screen=False))
    return True
