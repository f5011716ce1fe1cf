#!/usr/bin/env python3
"""Bytes that no honest client sends: requests within requests, paths that climb, hosts that are not ours, too much, too slow, too many.

usage: wire.py BINARY OPENAPI
"""

import http.client
import os
import socket
import sys
import time

from raw import Wire, exchange, get, headers_of, statuses
from server import Server

INNER = "GET /api/v1/territories?name=SMUGGLED HTTP/1.1\r\nHost: x\r\n\r\n"
SECRET = "what no path leads to"
LIMITS = """[limits]
requests_per_second = 100000
requests_at_once = 100000
connections = 120
connections_of_client = 100
header_seconds = 2
body_seconds = 5
idle_seconds = 2
write_seconds = 1
[server]
grace_seconds = 1
"""


def post(*lines, body=""):
    head = ["POST /api/v1/session HTTP/1.1", "Host: x", "Content-Type: application/json", *lines]
    return ("\r\n".join(head) + "\r\n\r\n" + body).encode()


def no_request_hides_in_another(server):
    """Where it is not clear where a body ends, one answer, and the end of the connection: what follows is never taken for a request."""
    hidden = "0\r\n\r\n" + INNER
    length = len(hidden)
    assert b"SMUGGLED" in exchange(server, INNER.encode()), "asked openly it is answered"
    unclear = [
        post(f"Content-Length: {length}", "Transfer-Encoding: chunked", body=hidden),
        post("Transfer-Encoding: chunked", f"Content-Length: {length}", body=hidden),
        post("Transfer-Encoding: chunked", "Content-Length: 0", body=hidden),
        post("Content-Length: 0", f"Content-Length: {length}", body=hidden),
        post(f"Content-Length: {length}", "Content-Length: 0", body=hidden),
        post(f"Content-Length: {length}, 0", body=hidden), post(f"Content-Length: 0, {length}", body=hidden),
        post("Content-Length: +0", body=INNER), post("Content-Length: -1", body=INNER), post("Content-Length: 0x0", body=INNER),
        post("Content-Length: 0 1", body=INNER), post("Content-Length: ", body=INNER),
        post("Content-Length: 99999999999999999999", body=INNER),
        post("Content-Length : 0", body=INNER), post("Transfer-Encoding : chunked", body=hidden),
        post(" Transfer-Encoding: chunked", body=hidden), post("X: y", " Transfer-Encoding: chunked", body=hidden),
        post("Transfer-Encoding: xchunked", body=hidden), post("Transfer-Encoding: xchunked", body=INNER),
        post("Transfer-Encoding: identity", body=INNER), post("Transfer-Encoding: identity, chunked", "Content-Length: 0", body=INNER),
        post("Transfer-Encoding: chunked, identity", body=hidden), post("Transfer-Encoding: identity, chunked", body=hidden),
        post("Transfer-Encoding: gzip, chunked", body=hidden),
        post("Transfer-Encoding: chunked", "Transfer-Encoding: identity", body=hidden),
        post("Transfer-Encoding: \x0bchunked", body=hidden), post("Transfer-Encoding:\n chunked", body=hidden),
        post("Transfer-Encoding: chunked", body="-1\r\n" + INNER), post("Transfer-Encoding: chunked", body="0x1\r\na\r\n" + hidden),
        post("Transfer-Encoding: chunked", body="1\r\nab\r\n" + hidden), post("Transfer-Encoding: chunked", body="1\nab\n" + hidden),
        post("Transfer-Encoding: chunked", body="FFFFFFFFFFFFFFFFF\r\n" + hidden), post("Transfer-Encoding: chunked", body="\r\n" + hidden),
        post("Transfer-Encoding: chunked", body="1 \r\na\r\n" + "zz\r\n" + INNER),
    ]
    for attack in unclear:
        answer = exchange(server, attack)
        assert b"SMUGGLED" not in answer, f"{attack!r}: the hidden request was answered: {answer!r}"
        assert all(status >= 400 for status in statuses(answer)), (attack, answer)


def a_body_with_trailers_ends_where_it_ends(server):
    """What is allowed: extensions of chunks, trailers; the next request is the next one, once."""
    body = '{"email":"a@b.fr","password":"x"}'
    chunks = f"{len(body):x};ext=1\r\n{body}\r\n0\r\nX-Trailer: y\r\n\r\n"
    answer = exchange(server, post("Transfer-Encoding: chunked", body=chunks + INNER))
    assert statuses(answer) == [403, 404] and answer.count(b"SMUGGLED") >= 1, answer


def paths_stay_inside(server):
    """Files beside the web application, in every spelling; ids that are paths."""
    for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt",
                 "/assets/..%2f..%2fsecret.txt", "/assets/%2e%2e/%2e%2e/secret.txt", "/..\\secret.txt", "/%5c..%5csecret.txt",
                 "/%c0%ae%c0%ae/secret.txt", "/%252e%252e/secret.txt", "/.../secret.txt", "//secret.txt", "/./../secret.txt",
                 "/%00/../secret.txt",
                 "/index.html%00.txt", "/index.html/../../secret.txt", f"/{server.folder}/secret.txt", f"//{server.folder}/secret.txt",
                 f"/..{server.folder}/secret.txt", "/link.txt", "file:///etc/passwd", "/etc/passwd", "/assets/", "/assets"):
        answer = get(server, path)
        assert SECRET.encode() not in answer and b"root:" not in answer, (path, answer)
    for place in ("establishments", "jobs", "local-businesses", "selections", "invitations", "password-resets", "organisations"):
        for name in ("..%2f..%2fCURRENT", "%2e%2e%2f%2e%2e%2fcasework.db", "..", "%00", "%2fetc%2fpasswd", "a" * 5000, "'%20or%20'1'='1",
                     "%F0%9F%92%A9", "-1", "{id}", "%25s%25n"):
            answer = get(server, f"/api/v1/{place}/{name}")
            assert statuses(answer)[0] in (400, 401, 404, 405), (place, name, answer)


def foreign_hosts_change_nothing(server):
    """The Host that a client states comes back nowhere; none, or two, is no request."""
    for host in ("evil.example", "evil.example:8080", "127.0.0.1:1@evil.example", "x\tevil.example"):
        for target in ("/", "/api/v1/session", "/api/v1/count", "/api/v1/nothing"):
            lines = f"Host: {host}\r\nX-Forwarded-Host: {host}\r\nConnection: close\r\n"
            answer = exchange(server, f"GET {target} HTTP/1.1\r\n{lines}\r\n".encode())
            assert b"evil" not in answer, (host, target, answer)
    for lines in ("", "Host: x\r\nHost: evil.example\r\n"):
        answer = exchange(server, f"GET /healthz HTTP/1.1\r\n{lines}\r\n".encode())
        assert statuses(answer) == [400], (lines, answer)
    for target in ("http://evil.example/api/v1/session", "evil.example:443", "*", ""):
        answer = exchange(server, f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        assert statuses(answer) == [400] and b"evil" not in answer, (target, answer)


def too_much_is_refused(server):
    """Before it is read to the end."""
    assert statuses(get(server, "/api/v1/count?territory=" + "a" * 20000)) == [431]
    assert statuses(get(server, "/api/v1/count", "X-Long: " + "a" * 20000)) == [431]
    assert statuses(get(server, "/api/v1/count", *(f"X-{i}: {i}" for i in range(3000)))) == [431]
    assert statuses(get(server, "/api/v1/count", "Cookie: " + "bassin=x; " * 1500)) == [200], "many, and small enough"
    for lines, body in ((["Content-Length: 2000000"], ""),
                        (["Transfer-Encoding: chunked"], "1e8480\r\n" + "a" * 2_000_000 + "\r\n0\r\n\r\n"),
                        (["Content-Length: 9223372036854775807"], ""), (["Content-Length: 18446744073709551615"], "")):
        answer = exchange(server, post(*lines, body=body))
        assert statuses(answer) in ([413], [400]), (lines, answer)
    deep = "[" * 500_000
    assert statuses(exchange(server, post(f"Content-Length: {len(deep)}", "Connection: close", body=deep))) == [400]
    many = "{" + ",".join(f'"{i}":1' for i in range(80_000)) + "}"
    assert statuses(exchange(server, post(f"Content-Length: {len(many)}", "Connection: close", body=many))) == [400]


def held(server, first, then=b"", many=60):
    """So many connections that have sent a beginning, and go on with a byte now and then."""
    wires = [Wire(server) for _ in range(many)]
    for wire in wires:
        wire.send(first)
    for _ in range(3):
        assert statuses(get(server, "/healthz")) == [200], "somebody else is served meanwhile"
        for wire in wires:
            wire.send(then)
        time.sleep(0.1)
    return wires


def all_are_left(server, wires):
    for wire in wires:
        assert wire.is_closed(), "it is still held"
        wire.socket.close()
    server.until(lambda: connections(server) <= 2, "all are let go")


def connections(server):
    text = get(server, "/metrics").decode()
    return float(next(line for line in text.splitlines() if line.startswith("bassin_http_connections")).split()[-1])


def slow_headers(server):
    all_are_left(server, held(server, b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: ", b"a"))


def slow_bodies(server):
    all_are_left(server, held(server, post("Content-Length: 100000"), b"{"))
    all_are_left(server, held(server, post("Transfer-Encoding: chunked"), b"1\r\n{\r\n"))


def connections_that_say_nothing(server):
    all_are_left(server, held(server, b""))


def slow_readers(server):
    """Who asks for much and reads nothing is left; others are served meanwhile."""
    request = b"GET /api/v1/establishments?field=all&state=any&limit=1000 HTTP/1.1\r\nHost: x\r\n\r\n" * 3
    wires = [Wire(server, receive_buffer=4096) for _ in range(12)]
    for wire in wires:
        wire.send(request)
    for _ in range(10):
        assert statuses(get(server, "/api/v1/count")) == [200]
    server.until(lambda: connections(server) <= 2, "they are let go")
    for wire in wires:
        wire.socket.close()


def floods(server):
    """Beyond the bound connections are closed at once; those before go on; when they are gone, all is as before."""
    kept = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    assert server.ask("/healthz", connection=kept)[0] == 200
    wires = [Wire(server) for _ in range(300)]
    time.sleep(0.5)
    closed = sum(wire.is_ended() for wire in wires)
    assert closed >= 190, f"{closed} of 300 were closed"
    assert server.ask("/healthz", connection=kept)[0] == 200, "who was there before is served"
    for wire in wires:
        wire.socket.close()
    server.until(lambda: statuses(get(server, "/healthz")) == [200], "served again")
    kept.close()


def resets(server):
    """Connections that are cut in every state leave nothing behind."""
    for part in (b"", b"GET", b"GET /api/v1/count HTTP/1.1\r\nHost: x\r\n\r\n", post("Content-Length: 10"), INNER.encode() * 20):
        for _ in range(40):
            with Wire(server) as wire:
                wire.send(part)
                wire.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    server.until(lambda: connections(server) <= 2, "all are let go")


def make_web(server):
    folder = os.path.join(server.folder, "web")
    os.makedirs(os.path.join(folder, "assets"))
    for name, text in (("web/index.html", "<!doctype html>"), ("web/assets/app.js", "//"), ("secret.txt", SECRET)):
        server.write(name, text)
    return f'[web]\nfolder = "{folder}"\n'


def main(binary, contract):
    with Server(binary, contract) as server:
        server.load("files", "--rows", "6000", "--departements", "77")
        server.start(LIMITS + make_web(server))
        for test in (no_request_hides_in_another, a_body_with_trailers_ends_where_it_ends, paths_stay_inside, foreign_hosts_change_nothing,
                     too_much_is_refused, slow_headers, slow_bodies, connections_that_say_nothing, slow_readers, floods, resets):
            test(server)
            assert server.process.poll() is None, test.__name__
            print("passed", test.__name__)
        assert headers_of(get(server, "/healthz"))["content-type"].startswith("text/plain")
        server.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
