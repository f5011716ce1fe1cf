#!/usr/bin/env python3
"""A server without a register says so, and takes one up when it comes.

usage: not_ready.py BINARY OPENAPI
"""

import sys

from server import Server

with Server(sys.argv[1], sys.argv[2]) as server:
    server.start()
    assert server.ask("/healthz")[0] == 200
    assert server.ask("/readyz")[0] == 503
    status, _, body = server.ask("/api/v1/count")
    assert (status, body["error"]) == (503, "service.not_ready"), body
    server.load("files", "--rows", "2000", "--departements", "77")
    server.until(lambda: server.ask("/readyz")[0] == 200, "ready")
    assert server.get("/api/v1/count", field="all", state="any")["total"] == 2000
    server.stop()
