#!/usr/bin/env python3
"""Runs the text cases: registers as tables, commands, and what the program must answer. README.md states the form.

usage: run.py BINARY CASE.test...       runs the cases
       run.py --write BINARY CASE.test...   writes the present answers into the cases, to be read before they are kept
"""
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

import register

IMPORT_DATE = "2026-07-01"


class Case:
    """One file: comments, registers, overlays, files and commands, in order."""

    def __init__(self, path):
        self.path = path
        with open(path, encoding="utf-8") as text:
            self.lines = text.read().split("\n")
        self.steps = list(self.parse())

    def parse(self):
        i = 0
        while i < len(self.lines):
            line = self.lines[i]
            if not line.strip() or line.startswith("#"):
                i += 1
                continue
            start = i
            while i < len(self.lines) and self.lines[i].strip() and self.lines[i] != "----":
                i += 1
            head, body = self.lines[start], self.lines[start + 1:i]
            if head.split()[0] != "query":
                yield {"head": head, "body": body, "line": start + 1}
                continue
            if i >= len(self.lines) or self.lines[i] != "----":
                raise register.Mistake(f"line {start + 1}: a query without its answer after ----")
            first = i + 1
            i = first
            while i < len(self.lines) and self.lines[i] != "====":
                i += 1
            yield {"head": head, "body": body, "line": start + 1, "first": first, "last": i, "expected": self.lines[first:i]}
            i += 1


class Runner:
    def __init__(self, binary, folder):
        self.binary = os.path.abspath(binary)
        self.folder = folder
        self.data = os.path.join(folder, "data")
        self.imports = 0
        self.history = None
        self.flags = set()
        self.cursor = ""

    def bassin(self, words):
        environment = dict(os.environ, BASSIN_DATA=self.data, LANG="fr_FR.UTF-8", LC_ALL="", LC_MESSAGES="")
        return subprocess.run([self.binary, *words], capture_output=True, text=True, cwd=self.folder, env=environment, timeout=120)

    def run(self, step):
        kind, *rest = step["head"].split()
        if kind == "register":
            self.make_register(step, set(rest))
        elif kind == "history":
            self.history = step["body"]
        elif kind == "overlay":
            self.write("overlay.json", json.dumps(register.with_short_ids("\n".join(step["body"]))))
        elif kind == "file":
            self.write(rest[0], "\n".join(step["body"]))
        elif kind == "query":
            return self.answer(step)
        else:
            raise register.Mistake(f"line {step['line']}: unknown block {kind!r}")
        return None

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as out:
            out.write(text)

    def make_register(self, step, flags):
        scope = [flag for flag in flags if flag.startswith("scope=")]
        flags = flags - set(scope)
        unknown = flags - {"without-units", "without-2025", "again"}
        if unknown:
            raise register.Mistake(f"line {step['line']}: unknown words {unknown}")
        self.imports += 1
        files = register.write_register(os.path.join(self.folder, f"files{self.imports}"), step["body"], self.history,
                                        "without-units" in flags, "without-2025" in flags)
        done = self.bassin(["import", *files, "--force", "--data-date", IMPORT_DATE, "--json",
                            *(word.replace("scope=", "--scope=") for word in scope)])
        if done.returncode != 0:
            raise register.Mistake(f"line {step['line']}: import failed with exit code {done.returncode}\n{done.stderr}")
        rejected = sum(source["rejected"] for source in json.loads(done.stdout)["files"])
        if rejected:
            raise register.Mistake(f"line {step['line']}: the import rejected {rejected} rows\n{done.stdout}")

    def answer(self, step):
        words = [word for line in [step["head"][len("query"):], *step["body"]] for word in shlex.split(self.filled(line))]
        done = self.bassin(words)
        found = re.search(r"--cursor (\S+)", done.stdout)
        if found:
            self.cursor = found[1]
        text = done.stdout + done.stderr
        if done.returncode != 0:
            text += f"exit code {done.returncode}\n"
        return plain(text)

    def filled(self, line):
        line = re.sub(r"\{siret (\S+)\}", lambda match: register.siret_of(match[1]), line)
        line = re.sub(r"\{siren (\S+)\}", lambda match: register.siret_of(match[1])[:9], line)
        return line.replace("{cursor}", self.cursor)


def plain(text):
    """As a case writes it: ordinary spaces, what changes at each run named, no blank lines at the end."""
    text = text.replace("\u202f", " ").replace("\u00a0", " ")
    text = re.sub(r"\d{8}-\d{6}-[0-9a-f]{4}", "<version>", text)
    text = re.sub(r"--cursor \S+", "--cursor <cursor>", text)
    text = re.sub(r'"nextCursor": "[^"]+"', '"nextCursor": "<cursor>"', text)
    return [line.rstrip() for line in text.rstrip("\n").split("\n")]


def difference(expected, found):
    lines = []
    for i in range(max(len(expected), len(found))):
        want = expected[i] if i < len(expected) else "(nothing)"
        have = found[i] if i < len(found) else "(nothing)"
        lines.append(f"    {want}" if want == have else f"  - {want}\n  + {have}")
    return "\n".join(lines)


def run_case(binary, path, write):
    case = Case(path)
    failures = []
    queries = 0
    with tempfile.TemporaryDirectory(prefix="bassin-case-") as folder:
        runner = Runner(binary, folder)
        replaced = []
        for step in case.steps:
            found = runner.run(step)
            if found is None:
                continue
            queries += 1
            expected = [line.rstrip() for line in step["expected"]]
            while expected and not expected[-1]:
                expected.pop()
            if expected != found:
                failures.append(f"{path}:{step['line']}: {step['head']}\n{difference(expected, found)}")
                replaced.append((step["first"], step["last"], found))
    if write:
        for first, last, found in reversed(replaced):
            case.lines[first:last] = found
        with open(path, "w", encoding="utf-8") as out:
            out.write("\n".join(case.lines))
        return queries, []
    if not queries:
        failures.append(f"{path}: no query")
    return queries, failures


def main(arguments):
    write = arguments[:1] == ["--write"]
    binary, *paths = arguments[1:] if write else arguments
    queries = 0
    failures = []
    for path in paths:
        try:
            count, failed = run_case(binary, path, write)
        except register.Mistake as mistake:
            count, failed = 0, [f"{path}: {mistake}"]
        queries += count
        failures += failed
    print("\n".join(failures))
    print(f"{len(paths)} cases, {queries} queries, {len(failures)} failures")
    return 1 if failures or not queries else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
