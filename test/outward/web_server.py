"""A web server with the faults of the world, for tests. Usage: web_server.py [certificate key]

Prints its port, serves until its standard input ends. Every GET answers by its path; /log answers the requests so far, a
line each: method, path, Range, If-Range, If-None-Match.
"""

import http.server
import ssl
import sys
import threading
import time

BODY = bytes((i * 7 + i // 251) % 256 for i in range(3_000_000))
LOG = []
CUTS = {}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        headers.setdefault("Content_Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def part(self, body, etag, cut=None):
        """The body or the part that was asked for; closed after `cut` bytes of it."""
        asked, proof = self.headers.get("Range"), self.headers.get("If-Range")
        start = int(asked[len("bytes="):-1]) if asked and proof == etag else 0
        if start >= len(body):
            return self.answer(416, Content_Range=f"bytes */{len(body)}")
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        self.send_header("Content-Length", str(len(body) - start))
        self.send_header("ETag", etag)
        self.end_headers()
        self.wfile.write(body[start:start + cut] if cut else body[start:])
        self.close_connection = bool(cut)
        return None

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        LOG.append(f"POST {self.path}")
        self.answer(201, self.headers.get("X-Word", "").encode() + b"|" + body, X_Seen="  yes ")

    def do_GET(self):
        if self.path == "/log":
            return self.answer(200, "\n".join(LOG).encode())
        asked = [self.headers.get(name) or "-" for name in ("Range", "If-Range", "If-None-Match")]
        LOG.append(" ".join(["GET", self.path, *asked]))
        handler = getattr(self, "page_" + self.path.strip("/").split("/")[0].replace(".", "_"), None)
        return handler() if handler else self.answer(404, b"no such page")

    def page_file(self):
        if self.headers.get("If-None-Match") == '"one"':
            return self.answer(304)
        return self.part(BODY, '"one"')

    def page_empty(self):
        self.answer(200, ETag='"none"')

    def page_cut(self):
        """Each answer ends after a megabyte."""
        self.part(BODY, '"cut"', 1_000_000)

    def page_other(self):
        """Cut once, and another file from then on."""
        first = CUTS.setdefault(self.path, 0) == 0
        CUTS[self.path] += 1
        self.part(BODY if first else BODY[::-1], '"before"' if first else '"after"', 1_000_000 if first else None)

    def page_liar(self):
        """Answers a part that was not asked for."""
        self.send_response(206 if self.headers.get("Range") else 200)
        if self.headers.get("Range"):
            self.send_header("Content-Range", f"bytes 5-{len(BODY) - 1}/{len(BODY)}")
        self.send_header("ETag", '"liar"')
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        CUTS[self.path] = CUTS.get(self.path, 0) + 1
        self.wfile.write(BODY[:1_000_000] if CUTS[self.path] == 1 else BODY)
        self.close_connection = True

    def page_short(self):
        """Promises more than there ever is."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(BODY) + 10))
        self.end_headers()
        self.wfile.write(BODY)
        self.close_connection = True

    def page_chunks(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for start in range(0, len(BODY), 1_000_000):
            piece = BODY[start:start + 1_000_000]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        if self.path.endswith("whole"):
            self.wfile.write(b"0\r\n\r\n")
        self.close_connection = True

    def page_slow(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"x")
        self.wfile.flush()
        time.sleep(30)

    def page_busy(self):
        """503 twice, then the file."""
        CUTS[self.path] = CUTS.get(self.path, 0) + 1
        if CUTS[self.path] <= 2:
            return self.answer(503)
        return self.part(BODY, '"busy"')

    def page_loop(self):
        self.answer(302, Location="/loop")

    def page_moved(self):
        self.answer(302, Location="/file")

    def page_away(self):
        self.answer(302, Location="http://plain.example.invalid/file")

    def page_scheme(self):
        self.answer(302, Location="file:///etc/passwd")


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
