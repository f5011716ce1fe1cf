#!/usr/bin/env python3
"""Fresh snapshots are swapped in, and an old one taken back, while clients ask without pause: no error, no dropped answer.

usage: fresh_snapshot.py BINARY OPENAPI
"""

import http.client
import sys
import threading

from server import Server


class Client(threading.Thread):
    """Asks until it is told to stop; keeps which snapshots answered, and the first fault."""

    def __init__(self, server):
        super().__init__()
        self.server, self.ended, self.fault = server, threading.Event(), None
        self.snapshots, self.answers = set(), 0

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        try:
            while not self.ended.is_set():
                status, _, page = self.server.ask("/api/v1/establishments?field=all&state=any&facets=section,size&limit=5",
                                                  connection=connection)
                assert status == 200, (status, page)
                assert page["total"] == sum(b["count"] for b in page["facets"][0]["buckets"]), page["scope"]
                self.snapshots.add(page["scope"]["snapshot"])
                self.answers += 1
        except Exception as fault:  # told by the main thread
            self.fault = fault


with Server(sys.argv[1], sys.argv[2]) as server:
    server.load("files", "--rows", "3000", "--departements", "77")
    server.start("[limits]\nrequests_per_second = 100000\nrequests_at_once = 100000\n")
    clients = [Client(server) for _ in range(4)]
    for client in clients:
        client.start()
    first = server.get("/api/v1/count")["scope"]["snapshot"]
    for i, rows in enumerate((4000, 5000, 6000)):
        server.load(f"files{i}", "--rows", str(rows), "--departements", "77", "--seed", str(i + 2))
        server.until(lambda: server.get("/api/v1/count", field="all", state="any")["total"] == rows, f"{rows} rows")
    server.run("rollback", "--data", server.data)
    server.until(lambda: server.get("/api/v1/count", field="all", state="any")["total"] == 5000, "rolled back")
    for client in clients:
        client.ended.set()
    for client in clients:
        client.join()
        assert client.fault is None, repr(client.fault)
        assert first in client.snapshots and len(client.snapshots) == 4, client.snapshots
    print(sum(client.answers for client in clients), "answers over 4 snapshots")
    server.stop()
