"""Which chat a request means, and whether the bot may write there now."""

from simulator.phones import Phone
from simulator.telegram.call import Call
from simulator.telegram.chats import Chat, Message
from simulator.telegram.errors import (
    BLOCKED,
    CANNOT_INITIATE,
    CHAT_NOT_FOUND,
    DEACTIVATED,
    bad_request,
    too_many,
)


def existing(call: Call) -> tuple[Phone, Chat]:
    """The person and the chat of `chat_id`. Raises ApiError."""
    given = call.params.get("chat_id")
    if given is None or given == "":
        raise bad_request("chat_id is empty")
    try:
        phone = call.world.users[int(given)]
        chat = call.bot.chats[phone.telegram_id]
    except (KeyError, TypeError, ValueError):
        # A username, somebody unknown, or a person who never met this bot.
        raise CHAT_NOT_FOUND from None
    return phone, chat


def writable(call: Call) -> tuple[Phone, Chat]:
    """The chat of `chat_id` when the person lets the bot write. Raises ApiError."""
    phone, chat = existing(call)
    if not chat.started:
        raise CANNOT_INITIATE
    if chat.blocked:
        raise BLOCKED
    faults = call.world.faults
    if faults.take("telegram", "blocked", phone.id, call.method):
        raise BLOCKED
    if faults.take("telegram", "403", phone.id, call.method):
        raise DEACTIVATED
    return phone, chat


def spend(call: Call, chat: Chat) -> None:
    """Use up one message of the flood limits. Raises ApiError 429 when there is none."""
    settings = call.world.telegram
    if settings.per_chat and (seconds := chat.bucket.wait()):
        call.world.count("telegram", "violations", "per_chat")
        raise too_many(seconds)
    if settings.overall and (seconds := call.bot.bucket.wait()):
        call.world.count("telegram", "violations", "overall")
        raise too_many(seconds)
    chat.bucket.take()
    call.bot.bucket.take()


def own_message(call: Call, chat: Chat, *, to: str) -> Message:
    """The bot's own message of `message_id`; `to` is the verb in errors. Raises ApiError."""
    if call.params.get("inline_message_id"):
        raise bad_request(f"message to {to} not found")
    number = call.integer("message_id")
    if number <= 0:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(number)
    if message is None:
        raise bad_request(f"message to {to} not found")
    return message
