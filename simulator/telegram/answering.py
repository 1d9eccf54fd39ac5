"""answerCallbackQuery: the toast or alert after a press."""

from simulator.telegram import limits
from simulator.telegram.call import Call
from simulator.telegram.errors import QUERY_TOO_OLD, bad_request


def answer_callback_query(call: Call) -> bool:
    """A query is answered once, in time; otherwise it "is too old". Raises ApiError."""
    text = call.text("text")
    if limits.utf16(text) > limits.CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if call.params.get("url"):
        raise bad_request("URL_INVALID")
    query = call.bot.queries.take(call.text("callback_query_id"), call.world.clock.timestamp())
    if query is None:
        raise QUERY_TOO_OLD
    if text and not call.world.events.quiet:
        phone = call.world.users[query.user_id]
        alert = call.boolean("show_alert")
        call.world.publish("answer", phone=phone.id, text=text, alert=alert)
    if call.world.bench is not None:
        call.world.bench.answered(query.user_id)
    return True
