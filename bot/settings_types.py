"""Kinds of values that settings have; each refuses a wrong one in plain words, never quoting it."""

import base64
import ipaddress
import re
from functools import cache
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, SecretStr
from pydantic_settings import NoDecode

from conversations.consents import BadTexts, Library, read
from services.email_addresses import NotAnAddress, for_servers
from services.gateways.mpesa_credential import public_key

BOT_TOKEN: Final = re.compile(r"[0-9]+:[A-Za-z0-9_-]{30,}")
PAYSTACK_KEY: Final = re.compile(r"sk_(test|live)_[A-Za-z0-9]{8,}")
DOMAIN: Final = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
HOST: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
WEBHOOK_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{16,256}")

#: Hexadecimal spells none of the words that Safaricom refuses in an address.
PATH_SECRET: Final = re.compile(r"[0-9a-f]{16,64}")
KENYAN_PHONE: Final = re.compile(r"\+254[71][0-9]{8}")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def is_loopback(url: str) -> bool:
    """Whether the address is on this very machine, so that nothing leaves it."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _split(url: str) -> SplitResult:
    parts = urlsplit(url)
    _ = parts.port  # raises ValueError when it is not a number
    return parts


def _base_url(url: str) -> str:
    """An address that paths are added to: https, or http on this machine; no slash at the end."""
    try:
        parts = _split(url)
    except ValueError:
        raise ValueError("should be an address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("should be an address that begins with https://")
    if parts.scheme == "http" and not is_loopback(url):
        raise ValueError("should begin with https:// (http only works on this machine)")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("should be a plain address, without user, '?' or '#'")
    return parts._replace(netloc=parts.netloc.lower()).geturl().rstrip("/")


def _database_url(url: SecretStr) -> SecretStr:
    try:
        parts = _split(url.get_secret_value())
    except ValueError:
        raise ValueError("should be an address") from None
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("should begin with postgresql:// (no other database is supported)")
    if not parts.path.strip("/"):
        raise ValueError("should end with the name of the database")
    return url


def _bot_token(token: SecretStr) -> SecretStr:
    if not BOT_TOKEN.fullmatch(token.get_secret_value()):
        raise ValueError("should be digits, a colon, then at least 30 letters and digits")
    return token


def _webhook_secret(secret: SecretStr) -> SecretStr:
    if not WEBHOOK_SECRET.fullmatch(secret.get_secret_value()):
        raise ValueError("should be 16 to 256 of A-Z, a-z, 0-9, _ and -")
    return secret


def _paystack_key(key: SecretStr) -> SecretStr:
    """The public key (pk_…) would open nothing, and sign nothing."""
    if not PAYSTACK_KEY.fullmatch(key.get_secret_value()):
        raise ValueError("should be the secret key, which begins with sk_test_ or sk_live_")
    return key


def _domain(name: str) -> str:
    if not DOMAIN.fullmatch(name.lower()):
        raise ValueError("should be the name of a domain, without @ and https://")
    return name.lower()


def _host(name: str) -> str:
    """The name or number of a machine, as certificates know it."""
    try:
        return str(ipaddress.ip_address(name.strip("[]")))
    except ValueError:
        if not HOST.fullmatch(name):
            raise ValueError(
                "should be the name of a server, without a port and https://"
            ) from None
        return name.lower()


def _email_address(address: str) -> str:
    try:
        return for_servers(address)
    except NotAnAddress:
        raise ValueError("should be an e-mail address, without a name before it") from None


def _telegram_ids(value: object) -> frozenset[int]:
    words = [word.strip() for word in str(value).split(",") if word.strip()]
    if not words or not all(word.isascii() and word.isdigit() and int(word) for word in words):
        raise ValueError("should be one or more Telegram user ids (numbers), with commas between")
    return frozenset(int(word) for word in words)


def _networks(value: object) -> tuple[Network, ...]:
    words = [word.strip() for word in str(value).split(",") if word.strip()]
    try:
        return tuple(ipaddress.ip_network(word) for word in words)
    except ValueError:
        raise ValueError(
            "should be IP addresses or networks like 196.201.214.0/24, with commas between"
        ) from None


#: Asking walks through all of the system's files of time zones.
_time_zones = cache(available_timezones)


def _time_zone(name: object) -> ZoneInfo:
    if not isinstance(name, str) or name not in _time_zones():
        raise ValueError("should be the IANA name of a time zone")
    return ZoneInfo(name)


def _digits(value: str) -> str:
    if not re.fullmatch(r"[0-9]{5,7}", value):
        raise ValueError("should be 5 to 7 digits")
    return value


def _service_code(value: str) -> str:
    if not re.fullmatch(r"\*[0-9]{2,5}(\*[0-9]{1,10})*#", value):
        raise ValueError("should be as one dials it, such as *384*123#")
    return value


def _currency(code: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise ValueError("should be the three letters of ISO 4217")
    return code


def _master_keys(keys: SecretStr) -> SecretStr:
    try:
        read_master_keys(keys.get_secret_value())
    except (OSError, ValueError):
        raise ValueError(
            "should be 1: and 32 random bytes in base64 (openssl rand -base64 32); newer keys"
            " follow after a comma, as 2:…; or file: and the path of a file with a key a line"
        ) from None
    return keys


def master_key_file(value: str) -> Path | None:
    """The file that MASTER_KEYS names, if it does."""
    return Path(value.removeprefix("file:")) if value.startswith("file:") else None


def read_master_keys(value: str) -> dict[int, bytes]:
    """The keys of MASTER_KEYS, wherever they are; raises OSError or ValueError."""
    file = master_key_file(value)
    return parse_master_keys(value if file is None else file.read_text("ascii"))


def parse_master_keys(text: str) -> dict[int, bytes]:
    """`1:BASE64,2:BASE64` or a key a line, `#` for comments; raises ValueError."""
    lines = (line.partition("#")[0] for line in text.splitlines())
    parts = [part.strip() for line in lines for part in line.split(",")]
    keys: dict[int, bytes] = {}
    for part in filter(None, parts):
        version, _, encoded = part.partition(":")
        key = base64.b64decode(encoded, validate=True)
        if len(key) != 32 or not 1 <= int(version) <= 32_767 or int(version) in keys:
            raise ValueError("not a key of ours")
        keys[int(version)] = key
    if not keys:
        raise ValueError("no key at all")
    return keys


def _path_secret(secret: SecretStr) -> SecretStr:
    if not PATH_SECRET.fullmatch(secret.get_secret_value()):
        raise ValueError("should be 16 to 64 of 0-9 and a-f (openssl rand -hex 24)")
    return secret


def _kenyan_phone(value: str) -> str:
    if not KENYAN_PHONE.fullmatch(value):
        raise ValueError("should be a Kenyan mobile number, as +2547… or +2541…")
    return value


def _public_key_pem(value: str) -> str:
    """PEM, from the value (on one line, with backslash-n between) or the file that it names."""
    try:
        given = "-----BEGIN" in value
        pem = value.replace("\\n", "\n") if given else Path(value).read_text("ascii")
        public_key(pem.encode())
    except (OSError, ValueError):
        raise ValueError(
            "should be an RSA certificate in PEM, or the path to a file with one"
        ) from None
    return pem


def _consent_texts(folder: object) -> Library:
    try:
        return read(Path(str(folder)))
    except (OSError, BadTexts) as problem:
        why = problem if isinstance(problem, BadTexts) else "it can't be read"
        raise ValueError(f"should be a folder like conversations/consents ({why})") from None


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


BaseUrl = Annotated[str, AfterValidator(_base_url)]
DatabaseUrl = Annotated[SecretStr, AfterValidator(_database_url)]
BotToken = Annotated[SecretStr, AfterValidator(_bot_token)]
WebhookSecret = Annotated[SecretStr, AfterValidator(_webhook_secret)]
PaystackKey = Annotated[SecretStr, AfterValidator(_paystack_key)]
Domain = Annotated[str, AfterValidator(_domain)]
Host = Annotated[str, AfterValidator(_host)]
EmailAddress = Annotated[str, AfterValidator(_email_address)]
MasterKeys = Annotated[SecretStr, AfterValidator(_master_keys)]
TelegramIds = Annotated[frozenset[int], NoDecode, PlainValidator(_telegram_ids)]
Networks = Annotated[tuple[Network, ...], NoDecode, PlainValidator(_networks)]
TimeZone = Annotated[ZoneInfo, PlainValidator(_time_zone)]
Shortcode = Annotated[str, AfterValidator(_digits)]
ServiceCode = Annotated[str, AfterValidator(_service_code)]
PathSecret = Annotated[SecretStr, AfterValidator(_path_secret)]
ConsentTexts = Annotated[Library, NoDecode, PlainValidator(_consent_texts)]
KenyanPhone = Annotated[str, AfterValidator(_kenyan_phone)]
PublicKeyPem = Annotated[str, AfterValidator(_public_key_pem)]
Currency = Annotated[str, AfterValidator(_currency)]
UpperCase = BeforeValidator(_upper)
Port = Annotated[int, Field(ge=1, le=65535)]
Minutes = Annotated[int, Field(ge=1, le=24 * 60)]
Hours = Annotated[int, Field(ge=1, le=30 * 24)]
