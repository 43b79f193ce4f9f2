"""Addresses and networks of the Internet, versions 4 and 6."""

import functools

__all__ = ["ip_address", "ip_network", "ip_interface", "IPv4Address", "IPv6Address", "IPv4Network", "IPv6Network",
           "IPv4Interface", "IPv6Interface", "AddressValueError", "NetmaskValueError", "summarize_address_range",
           "collapse_addresses", "v4_int_to_packed", "v6_int_to_packed", "get_mixed_type_key"]


class AddressValueError(ValueError):
    """Text that is no address."""


class NetmaskValueError(ValueError):
    """A mask that is none."""


def _either(value, first, second, what, *arguments):
    for cls in (first, second):
        try:
            return cls(value, *arguments)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{value!r} does not appear to be an IPv4 or IPv6 {what}")


def ip_address(address):
    """An address of the version that fits."""
    return _either(address, IPv4Address, IPv6Address, "address")


def ip_network(address, strict=True):
    """A network of the version that fits."""
    return _either(address, IPv4Network, IPv6Network, "network", strict)


def ip_interface(address):
    """An address with its network, of the version that fits."""
    return _either(address, IPv4Interface, IPv6Interface, "interface")


def v4_int_to_packed(address):
    """An int as four bytes."""
    return address.to_bytes(4)


def v6_int_to_packed(address):
    """An int as sixteen bytes."""
    return address.to_bytes(16)


# --- the two versions ------------------------------------------------------------------------------

class _V4:
    version = 4
    max_prefixlen = 32

    @staticmethod
    def _parse(text):
        parts = text.split(".")
        if len(parts) != 4:
            raise AddressValueError(f"Expected 4 octets in {text!r}")
        number = 0
        for part in parts:
            if not part:
                raise AddressValueError(f"Empty octet not permitted in {text!r}")
            if not (part.isascii() and part.isdigit()):
                raise AddressValueError(f"Only decimal digits permitted in {part!r} in {text!r}")
            if len(part) > 3:
                raise AddressValueError(f"At most 3 characters permitted in {part!r} in {text!r}")
            if part != "0" and part[0] == "0":
                raise AddressValueError(f"Leading zeros are not permitted in {part!r} in {text!r}")
            if int(part) > 255:
                raise AddressValueError(f"Octet {int(part)} (> 255) not permitted in {text!r}")
            number = number << 8 | int(part)
        return number

    @staticmethod
    def _text(number):
        return ".".join(map(str, number.to_bytes(4)))


class _V6:
    version = 6
    max_prefixlen = 128

    @staticmethod
    def _parse(text):
        if not text:
            raise AddressValueError("Address cannot be empty")
        text, percent, _ = text.partition("%")
        parts = text.split(":")
        if len(parts) < 3:
            raise AddressValueError(f"At least 3 parts expected in {text!r}")
        if "." in parts[-1]:
            number = _V4._parse(parts.pop())
            parts += [f"{number >> 16:x}", f"{number & 0xFFFF:x}"]
        if len(parts) > 9:
            raise AddressValueError(f"At most 8 colons permitted in {text!r}")
        gaps = [place for place in range(1, len(parts) - 1) if not parts[place]]
        if len(gaps) > 1:
            raise AddressValueError(f"At most one '::' permitted in {text!r}")
        if gaps:
            before, after = parts[:gaps[0]], parts[gaps[0] + 1:]
            before = [] if before == [""] else before
            after = [] if after == [""] else after
            missing = 8 - len(before) - len(after)
            if missing < 1:
                raise AddressValueError(f"Expected at most 7 other parts with '::' in {text!r}")
            parts = before + ["0"] * missing + after
        if len(parts) != 8:
            raise AddressValueError(f"Exactly 8 parts expected without '::' in {text!r}")
        if not parts[0]:
            raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
        if not parts[-1]:
            raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
        number = 0
        for part in parts:
            if not part or not set(part) <= set("0123456789abcdefABCDEF"):
                raise AddressValueError(f"Only hex digits permitted in {part!r} in {text!r}")
            if len(part) > 4:
                raise AddressValueError(f"At most 4 characters permitted in {part!r} in {text!r}")
            number = number << 16 | int(part, 16)
        return number

    @staticmethod
    def _text(number):
        """The longest run of zeros is left out."""
        parts = [f"{number >> shift & 0xFFFF:x}" for shift in range(112, -16, -16)]
        best_start = best_length = 0
        start = 0
        while start < 8:
            end = start
            while end < 8 and parts[end] == "0":
                end += 1
            if end - start > best_length:
                best_start, best_length = start, end - start
            start = max(end, start + 1)
        if best_length < 2:
            return ":".join(parts)
        return ":".join(parts[:best_start]) + "::" + ":".join(parts[best_start + best_length:])


# --- addresses -------------------------------------------------------------------------------------

@functools.total_ordering
class _Address:
    """An address: a number."""

    __slots__ = ("_ip", "__weakref__")

    def __init__(self, address):
        size = self.max_prefixlen // 8
        if isinstance(address, int):
            if address < 0:
                raise AddressValueError(f"{address} (< 0) is not permitted as an IPv{self.version} address")
            if address >> self.max_prefixlen:
                raise AddressValueError(f"{address} (>= 2**{self.max_prefixlen}) is not permitted as an "
                                        f"IPv{self.version} address")
            self._ip = address
        elif isinstance(address, bytes):
            if len(address) != size:
                raise AddressValueError(f"{address!r} (len {len(address)} != {size}) is not permitted as an "
                                        f"IPv{self.version} address")
            self._ip = int.from_bytes(address)
        else:
            text = str(address)
            if "/" in text:
                raise AddressValueError(f"Unexpected '/' in {text!r}")
            if not text:
                raise AddressValueError("Address cannot be empty")
            self._ip = self._parse(text)

    def __int__(self):
        return self._ip

    def __str__(self):
        return self._text(self._ip)

    def __repr__(self):
        return f"{self.__class__.__name__}({str(self)!r})"

    def __format__(self, specifier):
        if specifier and specifier[-1] in "bnxX":
            width = self.max_prefixlen if specifier[-1] in "bn" and self.version == 4 or specifier[-1] == "b" \
                else self.max_prefixlen // 4
            kind = specifier[-1].replace("n", "b" if self.version == 4 else "x")
            extra = 2 if "#" in specifier else 0
            if "_" in specifier:
                extra += width // 4 - 1
            return format(int(self), ("#" if "#" in specifier else "") + f"0{width + extra}"
                          + ("_" if "_" in specifier else "") + kind)
        return format(str(self), specifier)

    def __hash__(self):
        return hash(hex(self._ip))

    def __eq__(self, other):
        if isinstance(other, _Address):
            return self.version == other.version and self._ip == other._ip
        return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return self._ip < other._ip

    def __add__(self, other):
        return self.__class__(self._ip + other) if isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return self.__class__(self._ip - other) if isinstance(other, int) else NotImplemented

    def __reduce__(self):
        return self.__class__, (str(self),)

    packed = property(lambda self: self._ip.to_bytes(self.max_prefixlen // 8))
    compressed = property(str)

    @property
    def exploded(self):
        """The address in full."""
        if self.version == 4:
            return str(self)
        digits = f"{self._ip:032x}"
        return ":".join(digits[start:start + 4] for start in range(0, 32, 4))

    @property
    def reverse_pointer(self):
        """The name under which the DNS has the name of the address."""
        if self.version == 4:
            return ".".join(reversed(str(self).split("."))) + ".in-addr.arpa"
        return ".".join(reversed(f"{self._ip:032x}")) + ".ip6.arpa"

    def _in(self, names):
        return any(self in network for network in _networks(self.version, names))

    is_multicast = property(lambda self: self._in("multicast"))
    is_loopback = property(lambda self: self._in("loopback"))
    is_link_local = property(lambda self: self._in("link_local"))
    is_reserved = property(lambda self: self._in("reserved"))
    is_unspecified = property(lambda self: self._ip == 0)
    is_private = property(lambda self: self._in("private") and not self._in("public"))

    @property
    def is_global(self):
        """Whether it may be used on the public Internet."""
        return not self._in("shared") and not self.is_private


# Special networks (IANA's registries).
_SPECIAL = {
    4: {"multicast": "224.0.0.0/4", "loopback": "127.0.0.0/8", "link_local": "169.254.0.0/16",
        "reserved": "240.0.0.0/4", "shared": "100.64.0.0/10", "public": "192.0.0.9/32 192.0.0.10/32",
        "private": "0.0.0.0/8 10.0.0.0/8 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.0.170/31 "
                   "192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 "
                   "255.255.255.255/32"},
    6: {"multicast": "ff00::/8", "loopback": "::1/128", "link_local": "fe80::/10", "shared": "",
        "reserved": "::/8 100::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 6000::/3 8000::/3 A000::/3 C000::/3 "
                    "E000::/4 F000::/5 F800::/6 FE00::/9",
        "public": "2001:1::1/128 2001:1::2/128 2001:3::/32 2001:4:112::/48 2001:20::/28 2001:30::/28",
        "private": "::1/128 ::/128 ::ffff:0:0/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 "
                   "3fff::/20 fc00::/7 fe80::/10"}}


@functools.cache
def _networks(version, name):
    cls = IPv4Network if version == 4 else IPv6Network
    return [cls(text) for text in _SPECIAL[version][name].split()]


class IPv4Address(_V4, _Address):
    """An address of version 4: 192.0.2.1"""

    @property
    def ipv6_mapped(self):
        return IPv6Address(0xFFFF << 32 | self._ip)


class IPv6Address(_V6, _Address):
    """An address of version 6: 2001:db8::1"""

    @property
    def ipv4_mapped(self):
        """The address of version 4 that it stands for, if it does."""
        return IPv4Address(self._ip & 0xFFFFFFFF) if self._ip >> 32 == 0xFFFF else None

    def __str__(self):
        mapped = self.ipv4_mapped
        return f"::ffff:{mapped}" if mapped else self._text(self._ip)

    @property
    def exploded(self):
        """The address in full."""
        mapped = self.ipv4_mapped
        return f"0000:0000:0000:0000:0000:ffff:{mapped}" if mapped else super().exploded

    @property
    def is_private(self):
        """Whether it is for private networks only."""
        mapped = self.ipv4_mapped
        return mapped.is_private if mapped else self._in("private") and not self._in("public")

    @property
    def is_global(self):
        """Whether it may be used on the public Internet."""
        mapped = self.ipv4_mapped
        return mapped.is_global if mapped else not self.is_private

    is_site_local = property(lambda self: self._ip >> 118 == 0xFEC0 >> 6)


# --- networks --------------------------------------------------------------------------------------

def _prefix_length(cls, text):
    """The number of leading ones, from itself or from a mask."""
    bits = cls.max_prefixlen
    if isinstance(text, int) or text.isascii() and text.isdigit():
        length = int(text)
    else:
        if cls.version == 6:
            raise NetmaskValueError(f"{text!r} is not a valid netmask")
        try:
            mask = cls._parse(text)
        except AddressValueError:
            raise NetmaskValueError(f"{text!r} is not a valid netmask") from None
        everything = (1 << bits) - 1
        for candidate in (mask, mask ^ everything):
            inverse = candidate ^ everything
            if inverse & inverse + 1 == 0:
                return bits - inverse.bit_length()
        raise NetmaskValueError(f"{text!r} is not a valid netmask")
    if not 0 <= length <= bits:
        raise NetmaskValueError(f"{text!r} is not a valid netmask")
    return length


def _split(cls, address):
    """(address, prefix length) of what a network or interface is made from."""
    if isinstance(address, tuple):
        base, prefix = address if len(address) > 1 else (address[0], cls.max_prefixlen)
    elif isinstance(address, (int, bytes)):
        base, prefix = address, cls.max_prefixlen
    else:
        parts = str(address).split("/")
        if len(parts) > 2:
            raise AddressValueError(f"Only one '/' permitted in {address!r}")
        base, prefix = parts[0], parts[1] if len(parts) == 2 else cls.max_prefixlen
    return cls._address(base), _prefix_length(cls, prefix)


@functools.total_ordering
class _Network:
    """A network: its first address and the number of bits that all its addresses share."""

    def __init__(self, address, strict=True):
        base, self._prefixlen = _split(self, address)
        mask = self._mask()
        if int(base) & mask != int(base):
            if strict:
                raise ValueError(f"{self._address(int(base))}/{self._prefixlen} has host bits set"
                                 if not isinstance(address, str) else f"{address} has host bits set")
            base = self._address(int(base) & mask)
        self.network_address = base

    def _mask(self):
        host = self.max_prefixlen - self._prefixlen
        return (1 << self.max_prefixlen) - (1 << host)

    prefixlen = property(lambda self: self._prefixlen)
    netmask = property(lambda self: self._address(self._mask()))
    hostmask = property(lambda self: self._address((1 << self.max_prefixlen) - 1 ^ self._mask()))
    num_addresses = property(lambda self: 1 << self.max_prefixlen - self._prefixlen)
    broadcast_address = property(lambda self: self._address(int(self.network_address) + self.num_addresses - 1))
    with_prefixlen = property(lambda self: f"{self.network_address}/{self._prefixlen}")
    with_netmask = property(lambda self: f"{self.network_address}/{self.netmask}")
    with_hostmask = property(lambda self: f"{self.network_address}/{self.hostmask}")
    compressed = property(str)
    exploded = property(lambda self: f"{self.network_address.exploded}/{self._prefixlen}")

    def __str__(self):
        return f"{self.network_address}/{self._prefixlen}"

    def __repr__(self):
        return f"{self.__class__.__name__}({str(self)!r})"

    def __iter__(self):
        for number in range(int(self.network_address), int(self.broadcast_address) + 1):
            yield self._address(number)

    def __len__(self):
        return self.num_addresses

    def hosts(self):
        """The addresses that hosts may have."""
        first, last = int(self.network_address), int(self.broadcast_address)
        if self._prefixlen == self.max_prefixlen:
            return [self._address(first)]
        if self._prefixlen == self.max_prefixlen - 1:
            return [self._address(first), self._address(last)]
        numbers = range(first + 1, last + (self.version == 6))
        return (self._address(number) for number in numbers)

    def __getitem__(self, n):
        number = (int(self.network_address) if n >= 0 else int(self.broadcast_address) + 1) + n
        if not int(self.network_address) <= number <= int(self.broadcast_address):
            raise IndexError("address out of range")
        return self._address(number)

    def __contains__(self, other):
        if isinstance(other, _Network) or not isinstance(other, _Address) or other.version != self.version:
            return False
        return other._ip & self._mask() == int(self.network_address)

    def _key(self):
        return self.version, int(self.network_address), self._prefixlen

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, _Network) else NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return self._key() < other._key()

    def __hash__(self):
        return hash(self._key())

    def __reduce__(self):
        return self.__class__, (str(self),)

    def overlaps(self, other):
        """Whether some address is in both."""
        return self.network_address in other or other.network_address in self

    def subnet_of(self, other):
        """Whether all of it is in the other network."""
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return other.network_address <= self.network_address and other.broadcast_address >= self.broadcast_address

    def supernet_of(self, other):
        """Whether the other network is all in it."""
        return other.subnet_of(self)

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        """Its parts with a longer prefix."""
        if self._prefixlen == self.max_prefixlen:
            yield self
            return
        if new_prefix is not None:
            if new_prefix < self._prefixlen:
                raise ValueError("new prefix must be longer")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = new_prefix - self._prefixlen
        if prefixlen_diff < 0:
            raise ValueError("prefix length diff must be > 0")
        length = self._prefixlen + prefixlen_diff
        if length > self.max_prefixlen:
            raise ValueError(f"prefix length diff {length} is invalid for netblock {self}")
        step = 1 << self.max_prefixlen - length
        for number in range(int(self.network_address), int(self.broadcast_address) + 1, step):
            yield self.__class__((number, length))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        """The network with a shorter prefix that it is in."""
        if self._prefixlen == 0:
            return self
        if new_prefix is not None:
            if new_prefix > self._prefixlen:
                raise ValueError("new prefix must be shorter")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = self._prefixlen - new_prefix
        length = self._prefixlen - prefixlen_diff
        if length < 0:
            raise ValueError(f"current prefixlen is {self._prefixlen}, cannot have a prefixlen_diff of "
                             f"{prefixlen_diff}")
        return self.__class__((int(self.network_address), length), strict=False)

    def address_exclude(self, other):
        """The networks that are left without the other one."""
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        if not other.subnet_of(self):
            raise ValueError(f"{other} not contained in {self}")
        current = self
        while current != other:
            first, second = current.subnets()
            if other.subnet_of(first):
                yield second
                current = first
            else:
                yield first
                current = second

    def _both(self, name):
        return getattr(self.network_address, name) and getattr(self.broadcast_address, name)

    is_multicast = property(lambda self: self._both("is_multicast"))
    is_loopback = property(lambda self: self._both("is_loopback"))
    is_link_local = property(lambda self: self._both("is_link_local"))
    is_reserved = property(lambda self: self._both("is_reserved"))
    is_unspecified = property(lambda self: self._both("is_unspecified"))
    is_private = property(lambda self: any(self.network_address in network and self.broadcast_address in network
                                           for network in _networks(self.version, "private")))
    is_global = property(lambda self: not self.is_private and self._both("is_global"))


class IPv4Network(_V4, _Network):
    """A network of version 4: 192.0.2.0/24"""
    _address = IPv4Address


class IPv6Network(_V6, _Network):
    """A network of version 6: 2001:db8::/32"""
    _address = IPv6Address


class _Interface:
    """An address together with the network it is in."""

    def __init__(self, address):
        base, length = _split(self, address)
        self._ip = int(base)
        self.network = self._network((int(base), length), strict=False)
        self.netmask, self.hostmask = self.network.netmask, self.network.hostmask

    ip = property(lambda self: self._address(self._ip))
    with_prefixlen = property(lambda self: f"{self.ip}/{self.network.prefixlen}")
    with_netmask = property(lambda self: f"{self.ip}/{self.netmask}")
    with_hostmask = property(lambda self: f"{self.ip}/{self.hostmask}")

    def __str__(self):
        return self.with_prefixlen

    def __eq__(self, other):
        if isinstance(other, _Interface):
            return _Address.__eq__(self, other) and self.network == other.network
        return False if isinstance(other, _Address) else NotImplemented

    def __hash__(self):
        return hash((self._ip, self.network.prefixlen))

    def __reduce__(self):
        return self.__class__, (str(self),)


class IPv4Interface(_Interface, IPv4Address):
    """192.0.2.5/24"""
    _address, _network = IPv4Address, IPv4Network


class IPv6Interface(_Interface, IPv6Address):
    """2001:db8::5/64"""
    _address, _network = IPv6Address, IPv6Network


# --- many of them ----------------------------------------------------------------------------------

def summarize_address_range(first, last):
    """The networks that make up the addresses from first to last."""
    if not isinstance(first, _Address) or not isinstance(last, _Address):
        raise TypeError("first and last must be IP addresses, not networks")
    if first.version != last.version:
        raise TypeError(f"{first} and {last} are not of the same version")
    if first > last:
        raise ValueError("last IP address must be greater than first")
    cls = IPv4Network if first.version == 4 else IPv6Network
    number, end = int(first), int(last)
    while number <= end:
        zeros = (number & -number).bit_length() - 1 if number else cls.max_prefixlen
        bits = min(zeros, (end - number + 1).bit_length() - 1)
        yield cls((number, cls.max_prefixlen - bits))
        number += 1 << bits


def collapse_addresses(addresses):
    """The fewest networks that have the same addresses."""
    items = sorted(((int(item.network_address), int(item.broadcast_address)) if isinstance(item, _Network)
                    else (int(item), int(item)), item.version) for item in addresses)
    if len({version for _, version in items}) > 1:
        raise TypeError("addresses are not of the same version")
    merged = []
    for (first, last), version in items:
        if merged and first <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], last)
        else:
            merged.append([first, last])
    cls = IPv4Address if items and items[0][1] == 4 else IPv6Address
    for first, last in merged:
        yield from summarize_address_range(cls(first), cls(last))


def get_mixed_type_key(obj):
    """A key to sort addresses and networks together by."""
    if isinstance(obj, _Network):
        return obj.version, obj.network_address, obj.netmask
    if isinstance(obj, _Address):
        return obj.version, obj
    return NotImplemented
