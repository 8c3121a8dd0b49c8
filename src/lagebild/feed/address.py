"""Which addresses may be fetched: the web, and nothing inside the user's own network.

A name is resolved once, the addresses are checked, and the connection goes to the checked address.
So a name that turns into another address between the check and the connection gains nothing.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from lagebild.errors import LagebildError

# Not of the open internet, though not every Python of ours knows it: site-local addresses, local
# translation prefixes, the discard prefix, relays, documentation.
INSIDE = tuple(
    ipaddress.ip_network(net)
    for net in (
        "fec0::/10", "64:ff9b:1::/48", "100::/64", "192.88.99.0/24", "198.18.0.0/15",
        "192.0.0.0/24", "3fff::/20", "5f00::/16",
    )
)  # fmt: skip
PORTS = {"http": 80, "https": 443}


class FetchError(LagebildError):
    """Something on the web could not or may not be fetched; the message says why.

    `retry_after`: seconds that the other side asked to wait. `status`: of the answer, if any.
    """

    def __init__(
        self, url: str, reason: str, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True)
class Target:
    """An address that was checked: connect to `ip`, and to nothing else."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    ip: str


def resolve(url: str, allow_private: bool) -> Target:
    """Where a URL leads. Raises FetchError where it is no web address, cannot be resolved, or any
    of its addresses is not a public one (unless allowed)."""
    parts = _split(url)
    host = (parts.hostname or "").rstrip(".")
    port = parts.port or PORTS[parts.scheme]
    addresses = _addresses(url, host, port)
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise FetchError(url, f"{host} leads to the private address {address}")
    path = parts.path or "/"
    query = f"?{parts.query}" if parts.query else ""
    return Target(url, parts.scheme, host, port, path + query, addresses[0])


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchError(url, "is no web address") from None
    if parts.scheme not in PORTS or not parts.hostname or port == 0:
        raise FetchError(url, "is no http or https address")
    if parts.username is not None or parts.password is not None:
        raise FetchError(url, "holds a user name or password; such addresses are not fetched")
    if any(c.isspace() or ord(c) < 32 or c == "\\" for c in url):
        raise FetchError(url, "holds spaces or control characters")
    return parts


def _addresses(url: str, host: str, port: int) -> list[str]:
    try:
        encoded = host.encode("idna").decode() if not host.isascii() else host
        found = socket.getaddrinfo(encoded, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(url, f"the name {host} cannot be resolved") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses:
        raise FetchError(url, f"the name {host} has no address")
    return addresses


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet: not loopback, private, link-local, shared,
    reserved, multicast, nor an IPv6 form of such an IPv4 address."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    if any(ip.version == net.version and ip in net for net in INSIDE):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)
