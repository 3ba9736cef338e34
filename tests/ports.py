"""Ports for servers that a test starts."""

import random
import socket

_BELOW_WHAT_THE_SYSTEM_HANDS_OUT = range(20_000, 32_000)  # so that no connection of another test takes it in between


def free_port() -> int:
    """A port of this machine that nobody listens on, hardly ever the one that a test beside this one draws."""
    while True:
        port = random.SystemRandom().choice(_BELOW_WHAT_THE_SYSTEM_HANDS_OUT)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
