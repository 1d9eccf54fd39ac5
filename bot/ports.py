"""Ports of this machine for programs that are told theirs before they listen."""

import itertools
import os
import socket

#: Below what systems hand out for outgoing connections (Linux from 32768, macOS from 49152):
#: a port from among those can be taken by anybody's connection before its program listens.
_FIRST, _COUNT = 20_000, 12_000

#: Begun elsewhere by each process, so that two of them seldom look at the same one at once.
_begin = os.getpid() * 97 % _COUNT
_ports = itertools.cycle(_FIRST + (_begin + step) % _COUNT for step in range(_COUNT))


def free_port(wanted: int | None = None) -> int:
    """The wanted port if nobody listens on it, else one that nobody has, another at each call."""
    others = itertools.islice(_ports, _COUNT)
    for port in others if wanted is None else itertools.chain((wanted,), others):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no free port on this machine")
