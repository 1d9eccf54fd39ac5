"""The ways beside the chat: SMS by Africa's Talking, e-mail by SMTP, where there are accounts."""

from collections.abc import Mapping

from bot import mail_parts
from bot.settings import Settings
from handlers.carriers import Carrier, EmailCarrier, SmsCarrier
from services import clock
from services.channels.sms import SmsChannel, SmsSettings
from services.sent_sms import SmsTerms


def carriers(settings: Settings) -> Mapping[str, Carrier]:
    """By the name of their channel in the outbox."""
    found: dict[str, Carrier] = {}
    sms, mail = settings.sms, mail_parts.email(settings)
    if sms is not None:
        account = SmsSettings(
            sms.username, sms.api_key.get_secret_value(), sms.sender_id, base_url=sms.url
        )
        terms = SmsTerms(sms.a_day, sms.budget, str(settings.practice.timezone))
        found["sms"] = SmsCarrier(SmsChannel(account), terms, clock.now)
    if mail is not None:
        found["email"] = EmailCarrier(mail)
    return found


def sms_secret(settings: Settings) -> str:
    """The part of the addresses that only Africa's Talking and we know; empty: nothing comes."""
    kept = settings.sms.hook_secret if settings.sms else None
    return kept.get_secret_value() if kept else ""
