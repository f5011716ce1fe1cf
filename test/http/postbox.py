"""A mail server of the tests, and the letters that it took."""

import json
import os
import re
import subprocess
import threading

PEERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "outward")


class MailServer:
    """test/outward/mail_server.py; keeps what it took."""

    def __init__(self, *modes):
        # Debian's own interpreter: the one that python3-aiosmtpd is installed for.
        self.process = subprocess.Popen(["/usr/bin/python3", os.path.join(PEERS, "mail_server.py"), ",".join(modes)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())
        self.taken, self.arrived = [], threading.Condition()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            with self.arrived:
                self.taken.append(json.loads(line))
                self.arrived.notify_all()

    def settings(self):
        return f'[mail]\nhost = "127.0.0.1"\nport = {self.port}\nsecurity = "none"\nfrom = "bassin@pays.fr"\n'

    def to(self, address):
        return [it for it in self.taken if it["envelope_to"] == [address]]

    def wait_for(self, address, many=1, seconds=60):
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.to(address)) >= many, seconds), f"no letter to {address} within {seconds} s"
            return self.to(address)[-1]

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=20)


def link_of(letter):
    """The path of the one link."""
    [link] = re.findall(r"https://bassin\.test(/\S+)", letter["text"])
    return link
