#!/usr/bin/env python3
"""TLS of the server's own: cookies that stay within it, certificates renewed under it; and a proxy before it, with clients that state
other addresses than theirs.

usage: tls.py BINARY OPENAPI
"""

import http.client
import os
import socket
import ssl
import subprocess
import sys
import warnings

from people import FAST, NO_SECOND_FACTOR, PASSWORD, Browser, PeopleServer

FEW = "[limits]\nrequests_per_second = 0.01\nrequests_at_once = 3\n"


def make_certificate(server, name):
    """For this machine, a day long."""
    files = [os.path.join(server.folder, name + ending) for ending in (".crt", ".key")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1", "-subj",
                    "/CN=" + name, "-addext", "subjectAltName=IP:127.0.0.1", "-out", files[0], "-keyout", files[1]],
                   check=True, capture_output=True)
    return files


def put(files, server):
    """As a renewal does: one file after the other, each by a rename."""
    for source, name in zip(files, ("site.crt", "site.key")):
        with open(source, encoding="utf-8") as file:
            os.replace(server.write(name + ".new", file.read()), os.path.join(server.folder, name))


def context(certificate=None):
    made = ssl.create_default_context(cafile=certificate) if certificate else ssl._create_unverified_context()
    made.check_hostname = False
    return made


def connect(server, certificate=None):
    return http.client.HTTPSConnection("127.0.0.1", server.port, timeout=20, context=context(certificate))


def shown(server):
    """The name in the certificate that new connections see."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as plain:
        with context().wrap_socket(plain) as secure:
            der = secure.getpeercert(binary_form=True)
    text = subprocess.run(["openssl", "x509", "-inform", "der", "-noout", "-subject"], input=der, capture_output=True, check=True).stdout
    return text.decode().strip().rsplit("= ", 1)[-1].rsplit("=", 1)[-1]


class Secure(Browser):
    """Over TLS, which certificate is verified."""

    def __init__(self, server, certificate):
        super().__init__(server)
        self.certificate = certificate

    def ask(self, target, method="GET", data=None, headers=None, token=True):
        plain = self.server.ask
        self.server.ask = lambda *words, **more: plain(*words, **more, connection=connect(self.server, self.certificate))
        try:
            return super().ask(target, method, data, headers, token)
        finally:
            self.server.ask = plain


def sessions_stay_within_tls(server, first):
    status, headers, _ = server.ask("/api/v1/session", "POST", data={"email": "root@pays.fr", "password": PASSWORD},
                                    connection=connect(server, first[0]))
    cookie = headers["Set-Cookie"]
    assert status == 200 and cookie.startswith("__Host-bassin=") and "; Secure" in cookie and "HttpOnly" in cookie, cookie
    browser = Secure(server, first[0])
    assert browser.sign_in("root@pays.fr").must("/api/v1/organisations")["organisations"]


def nothing_is_said_in_the_clear(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as plain:
        plain.sendall(b"GET /api/v1/session HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"HTTP" not in plain.recv(4096)
    warnings.simplefilter("ignore", DeprecationWarning)  # which these versions deserve
    old = context()
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as plain:
        try:
            old.wrap_socket(plain)
            raise AssertionError("TLS 1.1 was taken")
        except (ssl.SSLError, ConnectionError):
            pass


def handshakes_that_do_not_end_are_left(server, first):
    held = [socket.create_connection(("127.0.0.1", server.port), timeout=20) for _ in range(40)]
    for number, one in enumerate(held):
        one.sendall(b"\x16\x03\x01\x02\x00\x01" if number % 2 else b"\x16")
    assert server.ask("/healthz", connection=connect(server, first[0]))[0] == 200
    for one in held:
        one.settimeout(20)
        assert one.recv(100)[:1] in (b"", b"\x15"), "neither an end nor an alert"
        one.close()


def certificates_are_renewed(server, first):
    """Under connections that go on; what cannot be used is not taken, and is said."""
    kept = connect(server, first[0])
    assert server.ask("/healthz", connection=kept)[0] == 200 and shown(server) == "first"
    second = make_certificate(server, "second")
    put(second, server)
    server.until(lambda: shown(server) == "second", "the second certificate")
    assert server.ask("/healthz", connection=kept)[0] == 200, "a connection of before goes on"
    assert server.ask("/healthz", connection=connect(server, second[0]))[0] == 200
    server.write("site.crt", "-----BEGIN CERTIFICATE-----\nnonsense\n")
    line = ""
    while "site.crt" not in line:
        line = server.process.stderr.readline()
        assert line, "the server ended"
    assert "goes on" in line, line
    assert shown(server) == "second"
    third = make_certificate(server, "third")
    put(third, server)
    server.until(lambda: shown(server) == "third", "the third certificate")


def behind_a_proxy(binary, contract):
    """The proxy's word counts, which stands last; the client's before it does not."""
    with PeopleServer(binary, contract) as server:
        server.init()
        server.start(NO_SECOND_FACTOR + FEW + "[server]\nbehind_proxy = true\n")
        ask = server.ask
        for address in ("10.0.0.1", "10.0.0.2"):
            statuses = [ask("/healthz", headers={"X-Forwarded-For": f"192.0.2.{i}, {address}"})[0] for i in range(5)]
            assert statuses == [200] * 3 + [429] * 2, statuses
        raw = [two_lines(server, f"192.0.2.{i}", "10.0.0.3") for i in range(5)]
        assert [b" 200 " in it.split(b"\r\n")[0] for it in raw] == [True] * 3 + [False] * 2, "two lines of one name are one list"
        for scheme, secure in (("https", True), ("http", False), ("http, https", True), ("https, http", False)):
            _, headers, _ = ask("/api/v1/session", "POST", data={"email": "root@pays.fr", "password": PASSWORD},
                                headers={"X-Forwarded-For": f"10.0.1.{len(scheme)}", "X-Forwarded-Proto": scheme})
            assert ("Secure" in headers["Set-Cookie"]) == secure, (scheme, headers["Set-Cookie"])
        server.stop()


def two_lines(server, stated, seen):
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as plain:
        plain.sendall(f"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: {stated}\r\n"
                      f"X-Forwarded-For: {seen}\r\n\r\n".encode())
        return plain.recv(4096)


def without_a_proxy(binary, contract):
    """Whoever connects is the client, whatever is stated."""
    with PeopleServer(binary, contract) as server:
        server.init()
        server.start(NO_SECOND_FACTOR + FEW)
        _, headers, _ = server.ask("/api/v1/session", "POST", data={"email": "root@pays.fr", "password": PASSWORD},
                                   headers={"X-Forwarded-For": "10.0.0.1", "X-Forwarded-Proto": "https"})
        assert "Secure" not in headers["Set-Cookie"] and headers["Set-Cookie"].startswith("bassin="), headers["Set-Cookie"]
        statuses = [server.ask("/healthz", headers={"X-Forwarded-For": f"10.0.0.{i}"})[0] for i in range(4)]
        assert statuses == [200] * 2 + [429] * 2, statuses
        server.stop()


def main(binary, contract):
    with PeopleServer(binary, contract) as server:
        server.init()
        first = make_certificate(server, "first")
        put(first, server)
        place = f'[server]\ncertificate = "{server.folder}/site.crt"\nprivate_key = "{server.folder}/site.key"\n'
        server.start(NO_SECOND_FACTOR + FAST + "header_seconds = 1\n" + place)
        sessions_stay_within_tls(server, first)
        nothing_is_said_in_the_clear(server)
        handshakes_that_do_not_end_are_left(server, first)
        certificates_are_renewed(server, first)
        server.stop()
    behind_a_proxy(binary, contract)
    without_a_proxy(binary, contract)
    print("TLS, renewal and proxies")


if __name__ == "__main__":
    main(*sys.argv[1:])
