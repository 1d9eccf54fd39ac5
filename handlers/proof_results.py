"""What Daraja's word about a transaction means for the proof that a client has shown."""

import structlog

from handlers.sitting import Sitting
from services.mpesa_requests import Conclusion

log = structlog.get_logger()


async def concluded(_sitting: Sitting, conclusion: Conclusion) -> None:
    """Told inside the transaction that stores the conclusion; perhaps more than once a request."""
    log.info("proof_request", outcome=conclusion.outcome, code=conclusion.code)
