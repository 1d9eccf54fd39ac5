"""The settings of M-Pesa: the app and its number, and the operator who may send money back."""

from typing import Literal

from pydantic import SecretStr

from bot import settings_types as types
from bot.settings_base import Group, setting

SANDBOX_SHORTCODE = "174379"  # Daraja's public test Paybill


class Daraja(Group):
    """M-Pesa, through Safaricom's Daraja API."""

    url: types.BaseUrl = setting(
        "DARAJA_URL",
        "Daraja: https://api.safaricom.co.ke, or https://sandbox.safaricom.co.ke to try it",
        "https://sandbox.safaricom.co.ke",
    )
    consumer_key: SecretStr = setting(
        "DARAJA_CONSUMER_KEY", "your app's consumer key, from Daraja's portal", "consumer-key"
    )
    consumer_secret: SecretStr = setting(
        "DARAJA_CONSUMER_SECRET", "your app's consumer secret, from the portal", "consumer-secret"
    )
    shortcode: types.Shortcode = setting(
        "DARAJA_SHORTCODE",
        "the Paybill number; for a till, its head office (store) number",
        SANDBOX_SHORTCODE,
    )
    passkey: SecretStr = setting("DARAJA_PASSKEY", "the passkey of that number", "passkey")
    transaction_type: Literal["CustomerPayBillOnline", "CustomerBuyGoodsOnline"] = setting(
        "DARAJA_TRANSACTION_TYPE",
        "CustomerPayBillOnline for a Paybill, CustomerBuyGoodsOnline for a till",
        "CustomerPayBillOnline",
        "CustomerPayBillOnline",
    )
    party_b: types.Shortcode | None = setting(
        "DARAJA_PARTY_B", "the till's number; a Paybill needs none", "123456", None
    )
    c2b_secret: types.PathSecret | None = setting(
        "DARAJA_C2B_SECRET",
        "a part of the address that notices of payments by hand come to; without it, none come",
        "8d1f5a0c7b3e49628d1f5a0c",
        None,
    )
    pull_phone: types.KenyanPhone | None = setting(
        "DARAJA_PULL_PHONE",
        "the number nominated for Pull Transactions, where Safaricom has enabled it",
        "+254700000000",
        None,
    )

    callback_addresses: types.Networks | None = setting(
        "CALLBACK_ADDRESSES",
        "whom M-Pesa's callbacks are taken from, beyond their secret address; empty: anybody",
        "196.201.214.200, 196.201.212.0/24",
        None,
    )

    @property
    def receiver(self) -> str:
        """The number that the money goes to."""
        return self.party_b or self.shortcode


class DarajaOperator(Group):
    """An API operator of the short code: refunds by M-Pesa, and asking about a transaction."""

    initiator: str = setting(
        "DARAJA_INITIATOR",
        "the operator's user name, from M-Pesa's organisation portal",
        "smilingapi",
    )
    password: SecretStr = setting(
        "DARAJA_INITIATOR_PASSWORD",
        "that operator's password; M-Pesa ends it after 90 days",
        "secret",
    )
    certificate: types.PublicKeyPem = setting(
        "DARAJA_CERTIFICATE",
        "Safaricom's certificate from Daraja's portal: the path to the file, or the PEM itself",
        "/etc/smiling-steps/ProductionCertificate.cer",
    )
    b2c_shortcode: types.Shortcode | None = setting(
        "DARAJA_B2C_SHORTCODE",
        "the number that refunds are paid from; without it DARAJA_SHORTCODE",
        "600000",
        None,
    )
