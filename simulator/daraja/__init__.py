"""M-Pesa as Safaricom's Daraja offers it: tokens, STK pushes, queries and callbacks.

Shapes, codes and texts follow recorded answers of the real service (3-protocols 1.1 to 1.5).
"""

from simulator.daraja.http import routes
from simulator.daraja.prompts import resolve

__all__ = ["resolve", "routes"]
