"""What the crash tests share: the built program, a small synthetic register, and how to ask it."""

import glob
import json
import os
import shutil
import subprocess
import tempfile
import time

DEEP = bool(os.environ.get("BASSIN_DEEP"))
OF_THE_SNAPSHOT = ("snapshot", "sources", "nextCursor")  # they name it


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
        return subprocess.Popen([self.binary, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def start_until(self, task, files, data):
        """An import under way that has just finished a task; its other tasks lie ahead."""
        process = self.start(*self.import_arguments(files, data))
        mark = os.path.join(data, "work", "*", task + ".done")
        deadline = time.monotonic() + 300
        while not glob.glob(mark):
            assert process.poll() is None, f"ended before {task} was done: {process.stderr.read()}"
            assert time.monotonic() < deadline, f"{task} is not done after 300 s"
            time.sleep(0.0005)
        return process

    def resumed_tasks(self, files, data):
        """Imports to the end; which tasks an earlier import had done."""
        done = self.run(*self.import_arguments(files, data), "--json", check=0)
        return [task["task"] for task in json.loads(done.stdout)["tasks"] if task["resumed"]]

    def synthesize(self, name, rows, seed):
        folder = self.path(name)
        self.run("synthesize", "--rows", str(rows), "--seed", str(seed), "--out", folder, check=0)
        return sorted(os.path.join(folder, f) for f in os.listdir(folder) if f.endswith(".csv"))

    def import_arguments(self, files, data):
        return ["import", *files, "--data", data, "--force", "--lang", "en"]

    def answers(self, data):
        """A few answers as data, without what names the snapshot, or the exit code and message when the program refuses."""
        found = []
        for question in (["count", "--field", "all", "--state", "any"], ["count", "--by", "section", "--field", "all"],
                         ["list", "--limit", "20", "--sort", "name"], ["series"]):
            done = self.run(*question, "--data", data, "--json", "--lang", "en")
            if done.returncode != 0:
                found.append((done.returncode, done.stderr))
                continue
            answer = json.loads(done.stdout)
            found.append((0, {name: value for name, value in answer.items() if name not in OF_THE_SNAPSHOT}))
        return found

    def snapshots(self, data):
        return json.loads(self.run("snapshots", "--data", data, "--json", check=0).stdout)["snapshots"]

    def current(self, data):
        current = [s["id"] for s in self.snapshots(data) if s["current"]]
        assert len(current) == 1, current
        return current[0]
