"""How long the line to an SSH client takes for a round trip: the kernel knows, and is asked."""

from __future__ import annotations

import ipaddress
import os
import socket
import struct
from collections.abc import Mapping

SLOW = 0.15
"""Seconds for a round trip from which on a line counts as slow: people see a key lag behind."""

# From linux/netlink.h, linux/sock_diag.h, linux/inet_diag.h and linux/tcp.h.
_NETLINK_SOCK_DIAG, _SOCK_DIAG_BY_FAMILY, _NLM_F_REQUEST = 4, 20, 1
_NLMSG_HEADER = struct.Struct("=IHHII")
_REQUEST = struct.Struct("=BBBxI")  # family, protocol, extensions, states
_ANSWER = 72  # the length of inet_diag_msg; attributes follow
_INFO = 2  # INET_DIAG_INFO
_RTT = 68  # where tcp_info keeps the smoothed round trip, in microseconds
_NO_COOKIE = b"\xff" * 8


def seconds(environ: Mapping[str, str] = os.environ) -> float | None:
    """Give the round trip to this session's client; None where there is none, or nobody knows.

    It is the way to the machine that connected: behind a jump host it says nothing about the rest.
    """
    try:
        client, from_port, server, to_port = environ["SSH_CONNECTION"].split()
        ends = (int(to_port), int(from_port), server, client)
        return _ask(*ends)
    except (KeyError, ValueError, OSError, struct.error, AttributeError):
        return None


def _ask(own_port: int, other_port: int, own: str, other: str) -> float | None:
    here, there = (ipaddress.ip_address(each.partition("%")[0]) for each in (own, other))
    # sshd listens on sockets of IPv6 for both: the kernel may keep an IPv4 line under either.
    families = [socket.AF_INET6] if here.version == 6 else [socket.AF_INET, socket.AF_INET6]
    for family in families:
        mapped = (
            b"\0" * 10 + b"\xff\xff" if family == socket.AF_INET6 and here.version == 4 else b""
        )
        packed = [(mapped + each.packed).ljust(16, b"\0") for each in (here, there)]
        name = struct.pack(">HH", own_port, other_port) + b"".join(packed)
        name += struct.pack("=I", 0) + _NO_COOKIE
        body = _REQUEST.pack(family, socket.IPPROTO_TCP, 1 << (_INFO - 1), 0xFFFFFFFF) + name
        found = _answer(body)
        if found is not None:
            return found
    return None


def _answer(body: bytes) -> float | None:
    head = _NLMSG_HEADER.pack(
        _NLMSG_HEADER.size + len(body), _SOCK_DIAG_BY_FAMILY, _NLM_F_REQUEST, 1, 0
    )
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _NETLINK_SOCK_DIAG) as kernel:
        kernel.settimeout(0.2)
        kernel.sendto(head + body, (0, 0))
        told = kernel.recv(8192)
    length, kind, *_ = _NLMSG_HEADER.unpack_from(told)
    if kind != _SOCK_DIAG_BY_FAMILY:
        return None
    place = _NLMSG_HEADER.size + _ANSWER
    while place + 4 <= min(length, len(told)):
        size, what = struct.unpack_from("=HH", told, place)
        if what == _INFO and size >= 4 + _RTT + 4:
            return float(struct.unpack_from("=I", told, place + 4 + _RTT)[0]) / 1e6
        place += max(4, (size + 3) & ~3)
    return None
