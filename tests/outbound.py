"""No test reaches beyond this machine: whoever tries is told so where it tries.

A hook of the interpreter sees every connection and every look-up of a name that Python makes, also
those of libraries, and cannot be taken away again.
"""

import ipaddress
import sys

_WATCHED = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
}
_OWN_NAMES = {"", "localhost", None}


class OutboundError(Exception):
    """Something reaches for another machine."""

    def __init__(self, event, address):
        self.event = event
        self.address = address
        super().__init__(f"{event} to {address!r}: nothing here may leave this machine")


def is_own(address):
    """Tell whether an address is of this machine.

    Args:
        address: Of a socket: a path, a pair with the host first, or a host alone.
    """
    if isinstance(address, tuple):
        address = address[0] if address else None
    if isinstance(address, (bytes, bytearray)):
        address = bytes(address).decode("utf-8", "replace")
    if address in _OWN_NAMES or (isinstance(address, str) and address.startswith(("/", "\0"))):
        return True
    try:
        return ipaddress.ip_address(str(address).partition("%")[0]).is_loopback
    except ValueError:
        return False


def forbid_outbound():
    """Refuse from now on, in this process, whatever reaches beyond this machine."""

    def watch(event, arguments):
        place = _WATCHED.get(event)
        if place is not None and not is_own(arguments[place]):
            raise OutboundError(event, arguments[place])

    sys.addaudithook(watch)
