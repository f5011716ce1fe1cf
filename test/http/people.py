"""People who sign in: what tests of accounts share."""

import base64
import contextlib
import hashlib
import hmac
import os
import sqlite3
import struct
import time

from server import Server

PASSWORD = "le chat dort au soleil"
CHEAP = "[sign_in]\npassword_memory_mib = 8\npassword_passes = 1\n"
NO_SECOND_FACTOR = CHEAP + 'second_factor = "nobody"\n'
FAST = "[limits]\nrequests_per_second = 100000\nrequests_at_once = 100000\n"
ROLES = ("administrator", "coordinator", "adviser", "analyst", "elected", "field_agent")


def totp(secret, at=None):
    """By another hand than the server's."""
    key = base64.b32decode(secret)
    mac = hmac.new(key, struct.pack(">Q", int((at or time.time()) // 30)), hashlib.sha1).digest()
    place = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[place:place + 4])[0] & 0x7FFFFFFF) % 1000000:06}"


class Browser:
    """Keeps cookies and the token, as the web application does."""

    def __init__(self, server, **headers):
        self.server, self.cookies, self.token, self.headers = server, {}, None, headers

    def ask(self, target, method="GET", data=None, headers=None, token=True):
        status, _, body = self.whole(target, method, data, headers, token)
        return status, body

    def whole(self, target, method="GET", data=None, headers=None, token=True):
        """With the headers of the answer."""
        sent = dict(self.headers)
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if token and self.token:
            sent["X-Bassin-Token"] = self.token
        sent.update(headers or {})
        status, got, body = self.server.ask(target, method, headers=sent, data=data)
        for cookie in got.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        if isinstance(body, dict) and "step" in body and "installation" in body:
            self.token, self.session = body["token"], body
        return status, got, body

    def must(self, target, method="GET", data=None):
        status, body = self.ask(target, method, data)
        assert status == 200, f"{method} {target}: {status} {body}"
        return body

    def post(self, target, data):
        return self.must(target, "POST", data)

    def sign_in(self, email, password=PASSWORD):
        """To the end, where no second factor stands before it."""
        step = self.post("/api/v1/session", {"email": email, "password": password})["step"]
        if step == "notice":
            step = self.post("/api/v1/session/notice", {})["step"]
        assert step == "in", step
        return self


class PeopleServer(Server):
    """With an administrator of the first organisation, who runs the installation."""

    store = None  # its address, where it is not the file in the data folder

    def cost(self):
        return self.write("cost.toml", CHEAP + (f'[store]\nurl = "{self.store}"\n' if self.store else ""))

    def init(self, email="root@pays.fr"):
        self.run("init", "--data", self.data, "--config", self.cost(), "--organisation", "Pays Créçois", "--kind",
                 "intercommunality", "--territory", "epci:247700438", "--name", "Root Martin", "--email", email, "--password-file",
                 self.write("password", PASSWORD + "\n"))
        return self

    def add(self, email, role, organisation="Pays Créçois", *more):
        self.run("agent", "add", "--data", self.data, "--config", self.cost(), "--organisation", organisation, "--role",
                 role, "--name", "Agent " + email.split("@")[0], "--email", email, "--password-file",
                 self.write("password", PASSWORD + "\n"), *more)

    def pass_by(self, email, unused=0, age=0):
        """The time of that agent's sessions: seconds since they were used, and since they began."""
        def at(seconds):
            return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(time.time() - seconds))
        with contextlib.closing(sqlite3.connect(os.path.join(self.data, "casework.db"))) as store, store:
            changed = store.execute(
                "update session set seen_at = ?, created_at = ?, expires_at = ? where agent = (select id from agent where email = ?)",
                (at(unused), at(max(unused, age)), at(max(unused, age) - 12 * 3600) if age else at(-12 * 3600), email)).rowcount
        assert changed > 0, email

    def lacks(self, *texts):
        """None of these is left in the files of the store, once the server has stopped."""
        with contextlib.closing(sqlite3.connect(os.path.join(self.data, "casework.db"))) as store:
            store.execute("pragma wal_checkpoint(truncate)")
        for name in os.listdir(self.data):
            path = os.path.join(self.data, name)
            if name.startswith("casework.db") and os.path.isfile(path):
                with open(path, "rb") as file:
                    content = file.read()
                for text in texts:
                    assert text.encode() not in content, (name, text)

    def browser(self, email=None):
        browser = Browser(self)
        return browser.sign_in(email) if email else browser
