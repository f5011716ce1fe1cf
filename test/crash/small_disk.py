"""A small file system in memory, and how it fills up. Where root may not mount, that is a failure and not a skip."""

import os
import shutil
import subprocess
import sys


def mount(folder, megabytes):
    os.makedirs(folder, exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], capture_output=True)
    return done.returncode == 0


def own_name_space():
    """Starts again where mounting is allowed; returns where that is not possible either."""
    if os.environ.get("BASSIN_OWN_MOUNTS") or not shutil.which("unshare"):
        return
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode == 0:
        os.execvpe("unshare", ["unshare", "-rm", sys.executable, *sys.argv], {**os.environ, "BASSIN_OWN_MOUNTS": "1"})


def give_up():
    """Nothing can be mounted here."""
    print("no right to mount a file system here: skipped")
    sys.exit(1 if os.geteuid() == 0 and not os.environ.get("BASSIN_OWN_MOUNTS") else 77)


def free_bytes(folder):
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


def fill(path, leave):
    """A file that takes all the room but so many bytes."""
    with open(path, "wb") as filler:
        taken = free_bytes(os.path.dirname(path)) - leave
        if taken > 0:
            os.posix_fallocate(filler.fileno(), 0, taken)
