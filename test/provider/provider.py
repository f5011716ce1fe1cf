"""A sign-in provider that runs beside the server, and a browser that goes to and fro between the two."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "http"))

from people import CHEAP, FAST, PASSWORD, Browser, PeopleServer, totp  # noqa: E402,F401

CLIENT, SECRET = "bassin", "a secret of 32 bytes for the tests"
PREFIX = "/api/v2"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Provider:
    """npm oidc-provider; `people`: their claims by the name that they sign in with."""

    def __init__(self, site, people, **options):
        self.port = free_port()
        self.options = {"port": self.port, "client": CLIENT, "secret": SECRET, "people": people,
                        "redirect": site + "/api/v1/session/provider/callback", "afterSignOut": site + "/connexion", **options}
        self.process = None

    @property
    def issuer(self):
        return f"http://127.0.0.1:{self.port}{PREFIX}"

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def start(self):
        self.process = subprocess.Popen(["node", os.path.join(HERE, "provider.mjs"), json.dumps(self.options)], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout.readline() == "ready\n", "the provider did not start"
        return self

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
            self.process = None

    def fault(self, name):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", "/fault/" + name)
        assert connection.getresponse().status == 200
        connection.close()


class ProviderServer(PeopleServer):
    """The server, with [provider] for one that listens at the address which stands in its configuration."""

    def __init__(self, binary, contract):
        super().__init__(binary, contract)
        self.port = free_port()
        self.site = f"http://127.0.0.1:{self.port}"

    def start_with(self, provider, more="", sign_in=CHEAP + 'second_factor = "nobody"\n'):
        keys = {"name": "Essai", "issuer": provider.issuer, "client_id": CLIENT, "client_secret_file": self.write("secret", SECRET + "\n")}
        table = "".join(f"{name} = {json.dumps(value)}\n" for name, value in keys.items() if name + " =" not in more)
        return self.start(f'[installation]\naddress = "{self.site}"\n[provider]\ndocument_seconds = 1\n{table}{more}\n{sign_in}{FAST}',
                          public_register=False, port=self.port)


class Traveller(Browser):
    """A browser that follows the server to the provider and back, with the cookies of both."""

    def __init__(self, server, **headers):
        super().__init__(server, **headers)
        self.away = {}  # cookies of the provider, without regard to their paths

    def begin(self, suite=None):
        """Where the server sends it."""
        return self.elsewhere("/api/v1/session/provider" + ("?suite=" + urllib.parse.quote(suite, safe="") if suite is not None else ""))

    def elsewhere(self, target):
        status, body, location = self.moved(target)
        assert status == 303, (target, status, body)
        return location

    def moved(self, target):
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        status, got, body = self.server.ask(target, headers=sent)
        self.keep(got, self.cookies)
        return status, body, got.get("Location")

    @staticmethod
    def keep(headers, jar):
        for cookie in headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            if value:
                jar[name] = value
            else:
                jar.pop(name, None)

    def ask_provider(self, url, form=None):
        parts = urllib.parse.urlsplit(url)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.away.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("GET" if form is None else "POST", urllib.parse.urlunsplit(("", "", *parts[2:])),
                           None if form is None else urllib.parse.urlencode(form), headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        self.keep(answer.headers, self.away)
        connection.close()
        return answer.status, urllib.parse.urljoin(url, answer.getheader("Location") or "") if answer.getheader("Location") else None, body

    def at_provider(self, address, login):
        """Signs in there ("": gives up) and returns the address by which it comes back."""
        self.away = {}
        url = address
        for _ in range(10):
            status, location, body = self.ask_provider(url)
            if location and not location.startswith(address[:address.index("/", 8)]):
                return location
            if location:
                url = location
                continue
            assert status == 200 and "/interaction/" in body, (url, status, body[:300])
            if login:
                status, location, body = self.ask_provider(url, {"login": login})
            else:
                status, location, body = self.ask_provider(url + "/abort")
            assert location, (status, body)
            url = location
        raise AssertionError("the provider leads nowhere")

    def back(self, url):
        """Comes back to the server; where it is sent on to."""
        parts = urllib.parse.urlsplit(url)
        assert f"{parts.scheme}://{parts.netloc}" == self.server.site, url
        return self.elsewhere(parts.path + "?" + parts.query)

    def sign_in_there(self, login, suite=None):
        return self.back(self.at_provider(self.begin(suite), login))

    def link(self, login):
        return self.back(self.at_provider(self.post("/api/v1/session/provider/links", {})["address"], login))

    def accept(self, token, login):
        address = self.post(f"/api/v1/invitations/{token}/provider", {})["address"]
        return self.back(self.at_provider(address, login))

    def finish(self):
        """To the end of the sign-in, by the notice."""
        if self.must("/api/v1/session")["step"] == "notice":
            self.post("/api/v1/session/notice", {})
        assert self.session["step"] == "in", self.session["step"]
        return self


def outcome(address):
    """The word of a failure: "/connexion?fournisseur=down" -> "down"."""
    found = re.fullmatch(r"/(?:connexion|compte)\?fournisseur=([a-z]+)", address)
    return found[1] if found else address


def refused(answer, status, error):
    assert answer[0] == status and answer[1]["error"] == error, answer


def trail(server, action):
    return server.browser("root@pays.fr").must("/api/v1/audit?limit=500&action=" + action)["rows"]
