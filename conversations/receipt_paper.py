"""What a receipt says, in words that tell nobody what the practice is for (R5)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from conversations import formats, texts
from models.books_views import ReceiptView
from models.values import Money
from models.views import House


def title(receipt: ReceiptView, language: str) -> str:
    return texts.text("receipt_title", language).format(number=receipt.number)


def file_name(receipt: ReceiptView) -> str:
    return f"Receipt-{receipt.number}.pdf"


def lines(receipt: ReceiptView, house: House, language: str) -> tuple[tuple[str, str], ...]:
    """Labels and values; dates are the practice's."""
    locale = texts.spoken(language)

    def words(key: str, **args: str) -> str:
        return texts.text(key, language).format(**args)

    def day(instant: datetime) -> str:
        return format_date(instant.astimezone(ZoneInfo(house.timezone)), "EEE d MMM yyyy", locale)

    def money(amount: Money) -> str:
        return formats.money(amount, locale)

    what = words("receipt_for_later")
    if receipt.starts_at is not None:
        what = words("receipt_session", day=day(receipt.starts_at))
    shown = [
        (words("receipt_from"), receipt.payer),
        (words("receipt_date"), day(receipt.paid_at)),
        (words("receipt_amount"), money(receipt.amount)),
        (words("receipt_for"), what),
        (words("receipt_reference"), receipt.reference or ""),
        (words("receipt_how"), words(f"receipt_by_{receipt.provider}")),
        (words("receipt_code"), receipt.code or words("receipt_code_missing")),
    ]
    if receipt.went_back.minor:
        shown.append((words("receipt_refunded"), money(receipt.went_back)))
    if receipt.going_back.minor:
        shown.append((words("receipt_going_back"), money(receipt.going_back)))
    if not receipt.went_back.minor and not receipt.going_back.minor:
        shown.append((words("receipt_refunded"), words("receipt_not_refunded")))
    return tuple(shown)
