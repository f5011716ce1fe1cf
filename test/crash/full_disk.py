#!/usr/bin/env python3
"""A disk that fills up at several points of an import: a clear message, exit code 6, the snapshot in use stays whole.

usage: full_disk.py BINARY        (needs the right to mount a small file system in memory; exits 77 without it)
"""

import os
import subprocess
import sys

from register import Bassin


def mount(folder, megabytes):
    os.makedirs(folder, exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], capture_output=True)
    return done.returncode == 0


def main(binary):
    bassin = Bassin(binary)
    disk = bassin.path("disk")
    if not mount(disk, 200):
        bassin.close()
        print("no right to mount a file system here: skipped")
        sys.exit(77)
    try:
        before = bassin.synthesize("before", 5000, 1)
        after = bassin.synthesize("after", 60000, 2)
        data = os.path.join(disk, "data")
        bassin.run(*bassin.import_arguments(before, data), check=0)
        used = 200 - os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize // 1_000_000
        full = 0
        for room in (1, 3, 6, 10, 15, 20):
            filler = os.path.join(disk, "filler")
            with open(filler, "wb") as out:
                out.write(b"\0" * max(0, (200 - used - room)) * 1_000_000)
            done = bassin.run(*bassin.import_arguments(after, data))
            os.remove(filler)
            if done.returncode == 0:
                break
            full += 1
            assert done.returncode == 6, f"{room} MB free: exit {done.returncode}\n{done.stderr}"
            assert "disk" in done.stderr, done.stderr
            bassin.run("verify", "--data", data, check=0)
            assert bassin.total(data) == 5000
        assert full > 0, "no import ran out of room: the test proves nothing"
        bassin.run(*bassin.import_arguments(after, data), check=0)
        assert bassin.total(data) == 60000
        print(f"{full} imports ran out of room; the snapshot in use stayed whole")
    finally:
        subprocess.run(["umount", disk], check=False)
        bassin.close()


if __name__ == "__main__":
    main(sys.argv[1])
