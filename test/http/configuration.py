#!/usr/bin/env python3
"""What is wrong in the configuration is named before anything is served.

usage: configuration.py BINARY OPENAPI
"""

import sys

from server import Server


def refused(server, text, *words):
    path = server.write("bad.toml", text)
    done = server.run("serve", "--config", path, check=2)
    for word in (path, *words):
        assert word in done.stderr, f"{text!r}: no {word!r} in {done.stderr}"


with Server(sys.argv[1], sys.argv[2]) as server:
    refused(server, "[server]\nprot = 80\n", "server.prot", "server.port")
    refused(server, "[server]\nport = \"80\"\n", "server.port", "80", "0–65535")
    refused(server, "[server]\nport = 70000\n", "70000")
    refused(server, "[server]\nbehind_proxy = 1\n", "true, false")
    refused(server, "[server]\ncertificate = \"a.pem\"\n", "server.private_key")
    refused(server, "[limits]\nbody_seconds = -1\n", "limits.body_seconds")
    refused(server, "[server\nport = 80\n", "line 1")
    refused(server, "port = 80\n", "port")
    server.load("files", "--rows", "500", "--departements", "77")
    server.start("[server]\ngrace_seconds = 1\n[limits]\nrequests_per_second = 0.01\nrequests_at_once = 3\n")
    statuses = [server.ask("/healthz")[0] for _ in range(4)]
    assert statuses == [200, 200, 200, 429], statuses
    taken = server.run("serve", "--port", str(server.port), "--data", server.data, check=6)
    assert str(server.port) in taken.stderr, taken.stderr
    server.stop()
