"""Registers that change under the agents: imported by command, imported as a job, rolled back."""

import itertools
import json
import os
import shutil


class Swapper:
    """`registers`: folders with the files of each."""

    def __init__(self, server, figures, registers, root):
        self.server, self.figures, self.registers, self.root = server, figures, registers, root
        self.swaps = {"imported by command": 0, "imported as a job": 0, "rolled back": 0}
        self.at = {}  # register of each snapshot that is there

    def current(self):
        listed = json.loads(self.server.run("snapshots", "--data", self.server.data, "--json").stdout)["snapshots"]
        return next(it["id"] for it in listed if it["current"])

    def took(self, how, register):
        snapshot = self.current()
        self.at[snapshot] = register
        self.figures.learn(snapshot, register)
        self.swaps[how] += 1
        self.server.until(lambda: self.shown() == snapshot, f"{how}: the server shows {snapshot}")

    def shown(self):
        """Nothing before the first one."""
        status, answer = self.root.ask("/api/v1/count")
        assert status == 200 or (status == 503 and not self.swaps["rolled back"]), answer
        return answer["scope"]["snapshot"] if status == 200 else None

    def tables(self, register):
        folder = self.registers[register]
        return sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".csv"))

    def by_command(self, register):
        self.server.run("import", *self.tables(register), "--data", self.server.data, "--force")
        self.took("imported by command", register)

    def as_job(self, register):
        """To its end, also where the soak ends meanwhile: the next import would find the folder held."""
        sources = os.path.join(self.server.data, "sources")
        shutil.rmtree(sources, ignore_errors=True)
        os.makedirs(sources)
        for table in self.tables(register):
            shutil.copy(table, sources)
        job = self.root.post("/api/v1/imports", {"source": "folder", "force": True})
        self.server.until(lambda: self.is_done(job["id"]), "the import is done")
        self.took("imported as a job", register)

    def is_done(self, job):
        now = self.root.must(f"/api/v1/jobs/{job}")
        assert now["state"] in ("waiting", "running", "done"), now
        return now["state"] == "done"

    def roll_back(self):
        before = self.current()
        self.server.run("rollback", "--data", self.server.data)
        now = self.current()
        assert now != before and now in self.at, (before, now, self.at)
        self.took("rolled back", self.at[now])

    def work(self, ended):
        """Another register each time, in turn."""
        turn = itertools.cycle(range(len(self.registers)))
        next(turn)
        while True:
            for change in (self.by_command, self.as_job, lambda _: self.roll_back()):
                if ended.wait(0.5):
                    return
                change(next(turn))
