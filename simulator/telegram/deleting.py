"""Messages taken away: deleteMessage, deleteMessages."""

from simulator.phones import Phone
from simulator.telegram import limits
from simulator.telegram.call import Call
from simulator.telegram.chat_access import existing, own_message
from simulator.telegram.chats import Chat, Message
from simulator.telegram.errors import bad_request

# The words of the newer server; the older ones are the beginning of them.
NOT_DELETABLE = bad_request("message can't be deleted for everyone")


def delete_message(call: Call) -> bool:
    phone, chat = existing(call)
    message = own_message(call, chat, to="delete")
    if _too_old(call, message):
        raise NOT_DELETABLE
    _delete(call, phone, chat, message)
    return True


def delete_messages(call: Call) -> bool:
    """Those that are not there are passed over."""
    phone, chat = existing(call)
    numbers = call.json("message_ids", list)
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > limits.DELETE_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    if not all(isinstance(number, int) for number in numbers):
        raise bad_request("invalid message identifier specified")
    found = [chat.messages[n] for n in dict.fromkeys(numbers) if n in chat.messages]
    if any(_too_old(call, message) for message in found):
        raise NOT_DELETABLE
    for message in found:
        _delete(call, phone, chat, message)
    return True


def _too_old(call: Call, message: Message) -> bool:
    """Own and incoming messages of private chats go while they are less than 48 hours old."""
    return call.world.clock.timestamp() - message.date >= limits.MESSAGE_DELETABLE


def _delete(call: Call, phone: Phone, chat: Chat, message: Message) -> None:
    del chat.messages[message.message_id]
    call.world.publish("deleted", phone=phone.id, message_id=message.message_id)
