"""What Daraja's answer to all but pushes proves: taken, refused, or nobody knows (1.7, 1.8).

As with a push, only a refusal in writing proves that nothing was begun.
"""

from services.gateways import mpesa_answers, mpesa_json
from services.gateways.mpesa_answers import Answer
from services.gateways.mpesa_line import AnswerLost, Body, DarajaLine, NotAsked
from services.gateways.mpesa_operator_values import (
    Accepted,
    AlreadySubmitted,
    Outcome,
    Refused,
    Unknown,
)

DUPLICATE = "duplicate originatorconversationid"


async def answer_of(line: DarajaLine, path: str, body: Body) -> Answer | Refused | Unknown:
    """Ask once, and say what a failure to hear means; raises nothing."""
    try:
        return await line.ask(path, body)
    except NotAsked as error:
        return Refused(error.code, str(error), error.retry_after)
    except AnswerLost as error:
        return Unknown(str(error))


def outcome(answer: Answer) -> Outcome:
    """What is proven about the request."""
    return _accepted(answer) or _duplicate(answer) or refused(answer) or Unknown(answer.summary)


def _accepted(answer: Answer) -> Accepted | None:
    conversation_id = mpesa_json.identifier(answer.found.get("ConversationID"))
    response_code = mpesa_json.code(answer.found.get("ResponseCode"))
    if answer.status != 200 or response_code != "0" or conversation_id is None:
        return None
    ours = mpesa_json.identifier(answer.found.get("OriginatorConversationID"))
    return Accepted(conversation_id, ours or "")


def _duplicate(answer: Answer) -> AlreadySubmitted | None:
    """Under HTTP 500, with a code that means other things too: the words decide."""
    code, words = answer.error_code, answer.error_message.lower()
    return AlreadySubmitted(code) if code is not None and DUPLICATE in words else None


def refused(answer: Answer) -> Refused | None:
    """The refusal that Daraja has put in writing, if it has."""
    found = mpesa_answers.refused(answer)
    return Refused(found.code, found.message, found.retry_after) if found else None
