"""What a request to Daraja means for the refund that it was sent for."""

import structlog

from handlers.sitting import Sitting
from services.mpesa_requests import Conclusion

log = structlog.get_logger()


async def concluded(_sitting: Sitting, conclusion: Conclusion) -> None:
    """Told inside the transaction that stores the conclusion; perhaps more than once a request."""
    request = conclusion.request
    log.info("refund_request", refund_id=request.refund_id, kind=request.kind,
             outcome=conclusion.outcome, code=conclusion.code)  # fmt: skip
