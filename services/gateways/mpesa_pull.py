"""Pull Transactions: what the short code took in the last 48 hours, lost notices included (1.7)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from services.gateways import mpesa_fields, mpesa_json
from services.gateways import mpesa_operator_answers as answers
from services.gateways.mpesa_answers import Answer
from services.gateways.mpesa_c2b import ACCOUNT_LENGTH, NAME_LENGTH, C2BPayment
from services.gateways.mpesa_fields import NAIROBI
from services.gateways.mpesa_line import DarajaLine
from services.gateways.mpesa_operator_values import Refused, Registered, Unknown

REGISTER = "/pulltransactions/v1/register"
QUERY = "/pulltransactions/v1/query"

FOUND = "1000"
#: For a query "none", for a registration "registered before".
NOTHING_NEW = "1001"
WRITTEN = "%Y-%m-%d %H:%M:%S"
#: More pages than a practice fills in 48 hours: an offset that Daraja ignores must not loop.
MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the payments in order; `rows` counts what could not be read as well."""

    payments: tuple[C2BPayment, ...]
    rows: int


class PullGateway:
    """The short code's list of payments, for those whom Safaricom has enabled it."""

    def __init__(self, line: DarajaLine) -> None:
        self._line = line
        self._shortcode = line.settings.shortcode

    async def register(self, phone: str, callback_url: str) -> Registered | Refused | Unknown:
        """Open the list, once and for all; `phone` (E.164) is the number nominated for it."""
        body = {
            "ShortCode": self._shortcode,
            "RequestType": "Pull",
            "NominatedNumber": phone.removeprefix("+"),
            "CallBackURL": callback_url,
        }
        answer = await answers.answer_of(self._line, REGISTER, body)
        if not isinstance(answer, Answer):
            return answer
        status = mpesa_json.code(answer.found.get("ResponseStatus"))
        if answer.status == 200 and status in {FOUND, NOTHING_NEW}:
            return Registered(before=status == NOTHING_NEW)
        return answers.refused(answer) or Unknown(answer.summary)

    async def page(self, since: datetime, until: datetime, offset: int) -> Page | Refused | Unknown:
        """Payments from `since` to `until` (UTC, at most 48 h ago), leaving out `offset` rows."""
        body = {
            "ShortCode": self._shortcode,
            "StartDate": since.astimezone(NAIROBI).strftime(WRITTEN),
            "EndDate": until.astimezone(NAIROBI).strftime(WRITTEN),
            "OffSetValue": str(offset),
        }
        answer = await answers.answer_of(self._line, QUERY, body)
        if not isinstance(answer, Answer):
            return answer
        return (
            page_in(answer, self._shortcode) or answers.refused(answer) or Unknown(answer.summary)
        )

    async def all_since(
        self, since: datetime, until: datetime
    ) -> tuple[C2BPayment, ...] | Refused | Unknown:
        """Every payment in this span, page by page; half a list is never given for a whole one."""
        found: dict[str, C2BPayment] = {}
        offset = 0
        for _ in range(MOST_PAGES):
            page = await self.page(since, until, offset)
            if not isinstance(page, Page):
                return page
            news = [one for one in page.payments if one.receipt not in found]
            if not page.rows or not (news or len(page.payments) < page.rows):
                return tuple(found.values())
            found.update((one.receipt, one) for one in news)
            offset += page.rows
        return Unknown("the list has no end")


def page_in(answer: Answer, shortcode: str) -> Page | None:
    """The payments in an answer, None when it is not one; a row that says nothing is left out."""
    code = mpesa_json.code(answer.found.get("ResponseCode"))
    if answer.status != 200 or code not in {FOUND, NOTHING_NEW}:
        return None
    rows = list(_rows(answer.found.get("Response")))
    payments = tuple(one for row in rows if (one := _payment(row, shortcode)) is not None)
    return Page(payments, len(rows))


def _rows(found: object, depth: int = 3) -> Iterator[Mapping[str, object]]:
    """Objects in lists in a list."""
    if isinstance(found, dict):
        yield found
    elif isinstance(found, list) and depth:
        for entry in found:
            yield from _rows(entry, depth - 1)


def _payment(row: Mapping[str, object], shortcode: str) -> C2BPayment | None:
    receipt = mpesa_fields.receipt(row.get("transactionId"))
    amount_minor = mpesa_fields.amount_minor(row.get("amount"))
    if receipt is None or amount_minor is None:
        return None
    return C2BPayment(
        receipt=receipt,
        amount_minor=amount_minor,
        shortcode=shortcode,
        account=mpesa_fields.typed(row.get("billreference"), ACCOUNT_LENGTH),
        paid_at=mpesa_fields.instant(row.get("trxDate")),
        msisdn=mpesa_fields.phone(row.get("msisdn")),
        name=mpesa_json.words(row.get("sender"), NAME_LENGTH),
        kind=mpesa_json.words(row.get("transactiontype"), 24),
    )
