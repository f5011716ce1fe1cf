#!/usr/bin/env python3
"""The Debian package as it is built: what it holds, that its program starts, that its own configuration is taken.

usage: package.py <build folder>
"""

import glob
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

EXPECTED = {
    "usr/bin/bassin": 0o755,
    "usr/libexec/bassin/geofile": 0o755,
    "usr/libexec/bassin/sheetfile": 0o755,
    "usr/lib/systemd/system/bassin.service": 0o644,
    "etc/bassin/bassin.toml": 0o644,
    "usr/share/doc/bassin/copyright": 0o644,
    "usr/share/doc/bassin/README.md": 0o644,
}


def build(folder, into):
    subprocess.run(["cpack", "-B", into], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (package,) = glob.glob(f"{into}/bassin_*.deb")
    return package


def field(package, name):
    return subprocess.run(["dpkg-deb", "-f", package, name], check=True, capture_output=True, text=True).stdout.strip()


def check_content(package, root):
    subprocess.run(["dpkg-deb", "-x", package, root], check=True)
    for path, mode in EXPECTED.items():
        found = os.stat(f"{root}/{path}").st_mode & 0o777
        assert found == mode, f"{path}: mode {found:o}, not {mode:o}"
    assert "libssl3" in field(package, "Depends") and "libgdal" in field(package, "Depends"), field(package, "Depends")
    control = subprocess.run(["dpkg-deb", "-I", package, "conffiles"], check=True, capture_output=True, text=True).stdout
    assert "/etc/bassin/bassin.toml" in control.split(), "an upgrade would overwrite the configuration"
    for script in ("postinst", "prerm", "postrm"):
        text = subprocess.run(["dpkg-deb", "-I", package, script], check=True, capture_output=True, text=True).stdout
        subprocess.run(["bash", "-n"], input=text, text=True, check=True)
        assert "/var/lib/bassin" not in text or "rm " not in text, f"{script} must never erase what the server holds"


def check_unit(root):
    """The unit starts the program that the package brings, with the configuration that it brings."""
    with open(f"{root}/usr/lib/systemd/system/bassin.service", encoding="utf-8") as file:
        lines = file.read().splitlines()
    (start,) = [line.removeprefix("ExecStart=") for line in lines if line.startswith("ExecStart=")]
    words = start.split()
    assert os.access(root + words[0], os.X_OK), words[0]
    assert os.path.exists(root + words[words.index("--config") + 1])


def check_start(root, folder):
    """Served from the unpacked package by its own configuration; the folder and the port are the test's."""
    with open(f"{root}/etc/bassin/bassin.toml", encoding="utf-8") as file:
        text = file.read()
    assert 'folder = "/var/lib/bassin"' in text and "port = 8080" in text
    port = 20000 + os.getpid() % 20000
    configuration = f"{folder}/bassin.toml"
    with open(configuration, "w", encoding="utf-8") as file:
        file.write(text.replace("/var/lib/bassin", f"{folder}/data").replace("port = 8080", f"port = {port}"))
    os.mkdir(f"{folder}/data")
    server = subprocess.Popen([f"{root}/usr/bin/bassin", "serve", "--config", configuration], stderr=subprocess.DEVNULL)
    try:
        assert answer(f"http://127.0.0.1:{port}/healthz") == 200
        assert answer(f"http://127.0.0.1:{port}/readyz") == 503, "there is no register yet"
    finally:
        server.terminate()
        assert server.wait(30) == 0


def answer(url):
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return response.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url}: no answer")


def main():
    with tempfile.TemporaryDirectory() as folder:
        package = build(sys.argv[1], f"{folder}/built")
        root = f"{folder}/root"
        check_content(package, root)
        check_unit(root)
        check_start(root, folder)
        print(f"{os.path.basename(package)}: {os.path.getsize(package) / 1e6:.1f} MB")


main()
