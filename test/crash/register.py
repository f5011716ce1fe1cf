"""What the crash tests share: the built program, a small synthetic register, and how to ask it."""

import json
import os
import shutil
import subprocess
import tempfile


class Bassin:
    def __init__(self, binary):
        self.binary = os.path.abspath(binary)
        self.folder = tempfile.mkdtemp(prefix="bassin-crash-")

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *arguments, check=None, timeout=300, **options):
        done = subprocess.run([self.binary, *arguments], capture_output=True, text=True, timeout=timeout, **options)
        if check is not None:
            assert done.returncode == check, f"{arguments}: exit {done.returncode}, not {check}\n{done.stdout}\n{done.stderr}"
        return done

    def start(self, *arguments):
        return subprocess.Popen([self.binary, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def synthesize(self, name, rows, seed):
        folder = self.path(name)
        self.run("synthesize", "--rows", str(rows), "--seed", str(seed), "--out", folder, check=0)
        return sorted(os.path.join(folder, f) for f in os.listdir(folder) if f.endswith(".csv"))

    def import_arguments(self, files, data):
        return ["import", *files, "--data", data, "--force", "--lang", "en"]

    def answers(self, data):
        """A few answers as data, or the exit code and message when the program refuses."""
        found = []
        for question in (["count", "--field", "all", "--state", "any"], ["count", "--by", "section", "--field", "all"],
                         ["list", "--limit", "20", "--sort", "name"], ["series"]):
            done = self.run(*question, "--data", data, "--json", "--lang", "en")
            if done.returncode != 0:
                found.append((done.returncode, done.stderr))
                continue
            answer = json.loads(done.stdout)
            found.append((0, answer))
        return found

    def total(self, data):
        done = self.run("snapshots", "--data", data, "--json", check=0)
        current = [s for s in json.loads(done.stdout)["snapshots"] if s["current"]]
        assert len(current) == 1, done.stdout
        return current[0]["establishments"]
