"""Bytes to a server and back, without an HTTP library that would mend them."""

import os
import re
import socket
import sys

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))


class Wire:
    """One connection."""

    def __init__(self, server, seconds=20, receive_buffer=None):
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(seconds)
        self.socket.connect(("127.0.0.1", server.port))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        """Whether all was taken; the server may have closed."""
        try:
            self.socket.sendall(data)
        except OSError:
            return False
        return True

    def rest(self):
        """Everything up to the end of the connection; what came until then where it does not end."""
        out = b""
        try:
            while piece := self.socket.recv(65536):
                out += piece
        except OSError:
            pass
        return out

    def is_ended(self):
        """Whether it has ended by now."""
        self.socket.settimeout(0)
        try:
            return self.socket.recv(1) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    def is_closed(self):
        """Waits for the end."""
        try:
            while self.socket.recv(65536):
                pass
        except TimeoutError:
            return False
        except OSError:
            pass
        return True


def exchange(server, data, seconds=20):
    with Wire(server, seconds) as wire:
        wire.send(data)
        wire.socket.shutdown(socket.SHUT_WR)
        return wire.rest()


def get(server, target, *lines):
    head = [f"GET {target} HTTP/1.1", "Host: x", "Connection: close", *lines]
    return exchange(server, ("\r\n".join(head) + "\r\n\r\n").encode("utf-8", "surrogateescape"))


def statuses(answer):
    """Of every answer in what came."""
    return [int(it) for it in re.findall(rb"(?:^|\r\n|\}|\n)HTTP/1\.1 (\d{3}) ", answer)]


def headers_of(answer):
    lines = answer.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
    return {name.lower(): value for name, value in (line.split(": ", 1) for line in lines if ": " in line)}
