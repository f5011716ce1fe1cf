#!/usr/bin/env python3
"""The life of an installation, as docs/packaging.md tells it: installed into a system of its own, set up, served by its own account,
upgraded to a later version, rolled back, removed. Its commands are run as they stand there.

The system is this machine's, as the lower layer of an overlay, so that nothing of it is changed; or the bare Debian 12 in the folder that
BASSIN_BARE_DEBIAN names (debootstrap --variant=minbase bookworm FOLDER), where apt fetches what the package depends on.

usage: life.py <build folder>        (as root)
"""

import contextlib
import glob
import http.cookiejar
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

PASSWORD = "le chat dort au soleil"
CONFIG = "/etc/bassin/bassin.toml"
DATA = "/var/lib/bassin"
HERE = os.path.dirname(os.path.abspath(__file__))


def package(build, version, into):
    subprocess.run(["cpack", "-D", f"CPACK_PACKAGE_VERSION={version}", "-B", into], cwd=build, check=True, stdout=subprocess.DEVNULL)
    (made,) = glob.glob(f"{into}/bassin_{version}_*.deb")
    return made


class System:
    """A root folder, and commands within it."""

    def __init__(self, folder):
        self.folder, self.root, self.mounts = folder, os.path.join(folder, "root"), []
        os.mkdir(self.root)
        self.bare = os.environ.get("BASSIN_BARE_DEBIAN")
        self.lay_over(self.bare or "/")
        for kind, place in (("proc", "proc"), ("tmpfs", "run"), ("tmpfs", "tmp")):
            self.mount("-t", kind, kind, os.path.join(self.root, place))
        self.mount("--rbind", "/dev", os.path.join(self.root, "dev"))

    def lay_over(self, lower):
        layers = os.path.join(self.folder, "layers")
        os.mkdir(layers)
        self.mount("-t", "tmpfs", "tmpfs", layers)
        for name in ("upper", "work"):
            os.mkdir(os.path.join(layers, name))
        self.mount("-t", "overlay", "overlay", "-o", f"lowerdir={lower},upperdir={layers}/upper,workdir={layers}/work", self.root)

    def mount(self, *words):
        subprocess.run(["mount", *words], check=True)
        self.mounts.append(words[-1])

    def close(self):
        for place in reversed(self.mounts):
            subprocess.run(["umount", "-l", place], check=False)

    def path(self, inside):
        return self.root + inside

    def run(self, command, check=0):
        """A line of the document, by a shell within."""
        done = subprocess.run(["chroot", self.root, "/bin/bash", "-euc", command], capture_output=True, text=True, timeout=900,
                              env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"})
        assert done.returncode == check, f"{command}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def install(self, deb):
        shutil.copy(deb, self.path("/tmp"))
        name = os.path.basename(deb)
        if self.bare:  # whatever the clock of this machine and the age of the mirror
            options = "-q -o Acquire::Check-Valid-Until=false -o Acquire::Check-Date=false"
            return self.run(f"cd /tmp && apt-get {options} update && apt-get {options} install -y --no-install-recommends "
                            f"--allow-downgrades -o Dpkg::Options::=--force-confold ./{name}")
        return self.run(f"cd /tmp && dpkg -i ./{name}")


class Service:
    """The unit's command, by hand: its account, its umask, its environment."""

    def __init__(self, system, port):
        self.system, self.port = system, port
        with open(system.path("/usr/lib/systemd/system/bassin.service"), encoding="utf-8") as file:
            self.unit = dict(line.split("=", 1) for line in file.read().splitlines() if re.match(r"\w+=", line))

    def __enter__(self):
        unit = self.unit
        command = f"umask {unit['UMask']}; exec runuser -u {unit['User']} -- env {unit['Environment']} {unit['ExecStart']}"
        self.process = subprocess.Popen(["chroot", self.system.root, "/bin/bash", "-euc", command], stderr=subprocess.PIPE, text=True)
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=60)
        self.process.stderr.close()

    def ask(self, path, data=None):
        body = None if data is None else json.dumps(data).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, {"Content-Type": "application/json"})
        for _ in range(200):
            try:
                with self.opener.open(request, timeout=10) as answer:
                    text = answer.read().decode()
                    return answer.status, json.loads(text) if text.startswith("{") else text
            except urllib.error.HTTPError as error:
                return error.code, error.read().decode()
            except OSError:
                assert self.process.poll() is None, "ended: " + self.process.stderr.read()
                time.sleep(0.05)
        raise AssertionError(f"{path}: no answer")

    def is_of_its_account(self):
        found = subprocess.run(["pgrep", "-f", f"^/usr/bin/bassin serve --config {CONFIG}$"], capture_output=True, text=True)
        children = found.stdout.split()
        assert children, "no such process"
        with open(self.system.path("/etc/passwd"), encoding="utf-8") as file:
            number = next(line.split(":")[2] for line in file if line.startswith("bassin:"))
        for child in children:
            with open(f"/proc/{child}/status", encoding="utf-8") as file:
                uids = re.search(r"^Uid:\s+(\d+)", file.read(), re.M)[1]
            assert uids == number, (uids, number)

    def works(self):
        assert self.ask("/readyz")[0] == 200, "there is a register"
        status, session = self.ask("/api/v1/session", {"email": "a.martin@example.org", "password": PASSWORD})
        assert status == 200 and session["step"] == "enrol_second_factor", (status, session)


def commands_of(heading):
    """The lines of code below a heading of docs/packaging.md."""
    with open(os.path.join(HERE, "../../docs/packaging.md"), encoding="utf-8") as file:
        part = file.read().split("## " + heading)[1].split("\n## ")[0]
    fenced = re.findall(r"```\n(.*?)```", part, re.S)
    lines = "".join(fenced).splitlines() or re.findall(r"`([^`]+)`", part)
    return [line.split("     #")[0].strip() for line in lines]


def first_installation(system, files, deb, port):
    """Each line of the document; what wants a person or systemd is given, or done by hand."""
    done = []
    for line in commands_of("First installation"):
        if line.startswith("apt install"):
            assert re.search(r"bassin_[0-9.]+_amd64\.deb", line), line
            system.install(deb)
        elif line.startswith("systemctl") or line.startswith("curl"):
            continue
        else:
            if "bassin import" in line:
                for name in os.listdir(files):
                    if name.endswith(".csv"):
                        shutil.copy(os.path.join(files, name), system.path(DATA + "/sources"))
            if "bassin init" in line:
                with open(system.path("/tmp/password"), "w", encoding="utf-8") as file:
                    file.write(PASSWORD + "\n")
                line += (' --organisation "Pays Créçois" --kind intercommunality --territory epci:247700438 --name "A. Martin" '
                         "--email a.martin@example.org --password-file /tmp/password")
                system.run("chmod 0644 /tmp/password")
            system.run(line)
        done.append(line.split()[0])
    assert done == ["apt", "install", "runuser", "runuser"], done
    system.run(f"sed -i 's/^port = 8080/port = {port}/' {CONFIG}")  # as whoever runs it might
    for path, mode, owner in ((DATA, "750", "bassin:bassin"), (CONFIG, "640", "root:bassin"), ("/etc/bassin", "750", "root:bassin"),
                              (DATA + "/casework.db", "600", "bassin:bassin"), ("/usr/bin/bassin", "755", "root:root")):
        assert system.run(f"stat -c '%a %U:%G' {path}").stdout.split() == [mode, owner], system.run(f"stat -c '%a %U:%G' {path}").stdout


def upgrade(system, deb):
    """A backup first; the configuration as it was changed stays."""
    steps = [line for line in commands_of("Upgrade") if "bassin backup" in line]
    assert len(steps) == 1, steps
    system.run(steps[0].replace("FILE", DATA + "/before.sqlite"))
    before = system.run(f"cat {CONFIG}").stdout
    system.install(deb)
    assert system.run(f"cat {CONFIG}").stdout == before, "the configuration is kept"
    assert "0.2.0" in system.run("dpkg-query -W bassin").stdout


def roll_back(system, deb):
    """The store of a newer program is refused, and nothing in it changed; the backup of before goes over it."""
    store = system.path(DATA + "/casework.db")
    with contextlib.closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("insert into schema_migration (number, name, checksum, applied_at) values (9999, 'of a newer one', 'x', 'now')")
    system.run(f"chown bassin:bassin {DATA}/casework.db*")
    system.install(deb)
    assert "0.1.0" in system.run("dpkg-query -W bassin").stdout
    refused = system.run(f"runuser -u bassin -- bassin store check --config {CONFIG} --lang en", check=3)
    assert "newer" in refused.stderr and "9999" in refused.stderr, refused.stderr
    refused = system.run(f"runuser -u bassin -- timeout 20 bassin serve --config {CONFIG} --lang en", check=3)
    assert "newer" in refused.stderr, refused.stderr
    steps = [line for line in commands_of("Rollback") if "bassin restore" in line]
    assert len(steps) == 1, steps
    system.run(steps[0].replace("FILE", DATA + "/before.sqlite"))
    aside = glob.glob(system.path(DATA + "/casework.db.before-*"))
    assert len(aside) == 1 and os.stat(aside[0]).st_mode & 0o077 == 0, "what was there is kept aside"


def removed(system):
    system.run("dpkg -r bassin")
    assert not os.path.exists(system.path("/usr/bin/bassin"))
    assert os.path.exists(system.path(CONFIG)) and os.path.exists(system.path(DATA + "/casework.db"))
    system.run("dpkg -P bassin")
    assert os.path.exists(system.path(DATA + "/casework.db")) and glob.glob(system.path(DATA + "/snapshots/*")), "what it held stays"


def live(system, build, folder):
    debs = [package(build, version, os.path.join(folder, version)) for version in ("0.1.0", "0.2.0")]
    files = os.path.join(folder, "files")
    subprocess.run([os.path.join(build, "src/app/bassin"), "synthesize", "--out", files, "--rows", "3000", "--departements", "77"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    port = 20000 + os.getpid() % 20000
    first_installation(system, files, debs[0], port)
    with Service(system, port) as service:
        service.works()
        service.is_of_its_account()
    print("installed, set up, served")
    upgrade(system, debs[1])
    with Service(system, port) as service:
        service.works()
    print("upgraded")
    roll_back(system, debs[0])
    with Service(system, port) as service:
        service.works()
    print("rolled back")
    removed(system)
    print("removed; what it held stays")


def main(build):
    if os.geteuid() != 0:
        print("not root: skipped")
        sys.exit(77)
    if not os.environ.get("BASSIN_OWN_MOUNTS"):
        words = ["unshare", "-m", "--propagation", "private", sys.executable, *sys.argv]
        os.execvpe("unshare", words, {**os.environ, "BASSIN_OWN_MOUNTS": "1"})
    with tempfile.TemporaryDirectory(prefix="bassin-life-") as folder:
        system = System(folder)
        try:
            live(system, os.path.abspath(build), folder)
        finally:
            system.close()


if __name__ == "__main__":
    main(sys.argv[1])
