"""Put on the server's path by the browser tests: any socket beyond this machine is refused and written down."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

_INSIDE = ("127.", "::1", "localhost")
_connect, _connect_ex, _sendto = socket.socket.connect, socket.socket.connect_ex, socket.socket.sendto
_lookup, _bind = socket.getaddrinfo, socket.socket.bind


def _refuse(what: str, address: object) -> None:
    if isinstance(address, tuple):
        address = address[0]
    if isinstance(address, bytes | str) and str(address).startswith(("/", "b'")):
        return  # a socket in the file system
    if str(address or "0.0.0.0").startswith(_INSIDE):  # noqa: S104
        return
    log = os.environ.get("GEODASH_GUARD_LOG")
    if log:
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{what} {address}\n")
    raise PermissionError(f"the server tried to {what} {address}")


def _wrap(name: str, original: Any) -> Any:
    def guarded(self: socket.socket, *args: Any) -> Any:
        _refuse(name, args[-1])
        return original(self, *args)

    return guarded


def _guarded_lookup(host: Any, *args: Any, **more: Any) -> Any:
    if host is not None:
        _refuse("look up", host)
    return _lookup(host, *args, **more)


socket.socket.connect = _wrap("connect to", _connect)  # type: ignore[method-assign]
socket.socket.connect_ex = _wrap("connect to", _connect_ex)  # type: ignore[method-assign]
socket.socket.sendto = _wrap("send to", _sendto)  # type: ignore[method-assign]
socket.socket.bind = _wrap("listen on", _bind)  # type: ignore[method-assign]
socket.getaddrinfo = _guarded_lookup
