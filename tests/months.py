"""A month of free times of one psychologist, put together as the booking dialogue does."""

from datetime import date, datetime

from services.free_times import Month, month_of, open_service


async def free_month(
    psychologist_id: int, service_id: int, month: date | None, timezone: str, now: datetime
) -> Month:
    """A month of the reader's calendar; without a month, the first that has a free day.

    Raises NotOffered for a psychologist or service that can't be booked.
    """
    opened = await open_service(psychologist_id, service_id, now)
    return month_of([opened], month, timezone, now)
