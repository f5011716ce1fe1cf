"""A public service of river levels, as far as the tests need one: answers in the formats of Hub'Eau and Vigicrues, and its bad days."""

import datetime
import http.server
import json
import threading
import time

LEVELS, FLOWS = "H", "Q"


def minutes_ago(minutes):
    return datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=minutes)


def series(*values, step=10, until=0):
    """[(when, millimetres)], the last one `until` minutes ago, each `step` minutes after the one before."""
    return [(minutes_ago(until + step * (len(values) - 1 - at)), value) for at, value in enumerate(values)]


def hubeau(code, levels, quantity=LEVELS, quality=16):
    """Newest first, beside the flow of each moment and the same level told of the site, as the service does."""
    rows = []
    for when, value in sorted(levels, reverse=True):
        row = {"code_site": code[:8], "code_station": code, "grandeur_hydro": quantity, "date_obs": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
               "resultat_obs": float(value), "code_methode_obs": 0, "code_qualification_obs": quality, "code_statut": 4}
        rows += [row, {**row, "grandeur_hydro": FLOWS, "resultat_obs": 99999.0}, {**row, "code_station": None}]
    return json.dumps({"count": len(rows), "next": None, "api_version": "2.0.1", "data": rows})


def vigicrues(code, levels):
    return json.dumps({"VersionFlux": "Beta 0.4f", "Serie": {"CdStationHydro": code, "GrdSerie": "H", "ObssHydro": [
        [int(when.timestamp() * 1000), value / 1000] for when, value in levels]}})


def sections(colours, minutes=0):
    at = minutes_ago(minutes).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    return json.dumps({"type": "FeatureCollection", "DtHrInfoVigiCru": at, "features": [
        {"type": "Feature", "geometry": {"type": "MultiLineString", "coordinates": [[[2.9, 48.8], [3.0, 48.9]]]},
         "properties": {"CdEntCru": code, "lbentcru": "Tronçon " + code, "NivInfViCr": colour}} for code, colour in colours.items()]})


class Rivers:
    """`answers`: {path: (status, body, seconds that it waits before the body, headers)}; `asked`: paths, in their order."""

    def __init__(self):
        self.answers, self.asked = {}, []
        rivers = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                rivers.asked.append(self.path)
                status, body, pause, headers = rivers.answers.get(self.path, (404, "", 0, {}))
                self.send_response(status)
                self.send_header("Content-Length", str(len(body.encode())))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    self.wfile.flush()
                    time.sleep(pause)
                    self.wfile.write(body.encode())
                except OSError:
                    pass  # who asked has gone

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def at(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def says(self, path, body, status=200, pause=0, **headers):
        self.answers[path] = (status, body, pause, headers)

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
