"""Which addresses may be told of events: none inside the network, unless the operator has said so."""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from huajie.api.refusals import AddressRefused

_PORTS = {"https": 443, "http": 80}
_TRANSLATED = IPv6Network("64:ff9b::/96")  # an IPv4 address stands in its last 32 bits


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect, and what to ask for there. `address` was looked at: a name may mean another one a moment later."""

    secure: bool
    host: str
    port: int
    path: str
    address: str


def target_of(url: str) -> Target:
    """What an address means now. Raises AddressRefused, with what to do."""
    scheme, host, port, path = _parts(url)
    addresses = _looked_up(host, port)
    if not addresses:
        raise AddressRefused(_("Nobody knows this host. Check the address."))
    if not all(_may_be_told(ip_address(address)) for address in addresses):
        raise AddressRefused(_("The address lies inside the network. An operator can allow that with HUAJIE_WEBHOOK_PRIVATE."))
    return Target(scheme == "https", host, port, path, addresses[0])


def _parts(url: str) -> tuple[str, str, int, str]:
    try:
        split = urlsplit(url)
        port = split.port or _PORTS.get(split.scheme, 0)
    except ValueError:
        raise AddressRefused(_("This is no address.")) from None
    if not (url.isascii() and url.isprintable() and " " not in url and split.hostname) or split.username is not None or split.fragment:
        raise AddressRefused(_("Write the whole address, such as https://example.cn/huajie, without a name, a password or a # in it."))
    if split.scheme != "https" and not (split.scheme == "http" and settings.WEBHOOK_PRIVATE):
        raise AddressRefused(_("The address must begin with https://."))
    return split.scheme, split.hostname, port, (split.path or "/") + (f"?{split.query}" if split.query else "")


def _looked_up(host: str, port: int) -> list[str]:
    try:
        return [str(found[4][0]).partition("%")[0] for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return []


def _may_be_told(address: IPv4Address | IPv6Address) -> bool:
    """True if and only if it lies outside, or inside where that is allowed; never where machines are configured (169.254.0.0/16)."""
    real = _meant(address)
    if real.is_multicast or real.is_unspecified or real.is_link_local:
        return False
    return real.is_global or bool(settings.WEBHOOK_PRIVATE)


def _meant(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address wraps, or itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None) or address
