"""The parts that talk to M-Pesa, from the settings."""

import aiohttp

from bot.settings import Settings
from handlers.deliver import Courier
from handlers.mpesa_requests import RequestDesk
from handlers.practice import Practice
from services import clock
from services.gateways.mpesa_credential import SecurityCredential
from services.gateways.mpesa_line import DarajaLine
from services.gateways.mpesa_operator import OperatorGateway
from services.gateways.mpesa_operator_values import Operator
from services.gateways.mpesa_values import MpesaSettings
from services.tokens import SharedTokens


def line(settings: Settings, session: aiohttp.ClientSession) -> DarajaLine:
    """The way to Daraja for all but pushes; the token is everybody's."""
    return DarajaLine(session, mpesa(settings), SharedTokens("daraja"), clock.now)


def request_desk(
    settings: Settings, session: aiohttp.ClientSession, practice: Practice, courier: Courier
) -> RequestDesk | None:
    """Who sends requests in the operator's name; None without an operator."""
    operator = settings.operator
    if operator is None:
        return None
    credential = SecurityCredential(
        operator.certificate.encode(), operator.password.get_secret_value()
    )
    gateway = OperatorGateway(
        line(settings, session),
        Operator(operator.initiator, credential, operator.b2c_shortcode or ""),
    )
    return RequestDesk(gateway, practice, courier, clock.now)


def mpesa(settings: Settings) -> MpesaSettings:
    daraja = settings.daraja
    return MpesaSettings(
        base_url=daraja.url.rstrip("/"),
        consumer_key=daraja.consumer_key.get_secret_value(),
        consumer_secret=daraja.consumer_secret.get_secret_value(),
        shortcode=daraja.shortcode,
        passkey=daraja.passkey.get_secret_value(),
        transaction_type=daraja.transaction_type,
        party_b=daraja.party_b or "",
    )
