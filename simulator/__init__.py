"""The outside world on one port: Telegram, M-Pesa and SMS, for the demo and the tests."""

from simulator.app import Simulator

__all__ = ["Simulator"]
