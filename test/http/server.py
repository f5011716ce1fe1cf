"""A running server, and questions whose answers are held against openapi.yaml."""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.parse

import jsonschema
import yaml


class Contract:
    """openapi.yaml: which operation answers a path, and whether an answer is one that it promises."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.document = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.forms = [(re.compile(re.sub(r"\\\{[^/]*?\\\}", "[^/]+", re.escape(pattern))), pattern, item)
                      for pattern, item in self.document["paths"].items()]
        self.validators = {}

    def operation(self, method, path):
        """The operation of the path and its pattern, or (None, None)."""
        for form, pattern, item in self.forms:
            if form.fullmatch(path) and method.lower() in item:
                return item[method.lower()], pattern
        return None, None

    def resolve(self, node):
        while "$ref" in node:
            at = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                at = at[part]
            node = at
        return node

    def parameters(self, operation):
        return [self.resolve(parameter) for parameter in operation.get("parameters", [])]

    def check(self, method, target, status, content_type, body):
        path = urllib.parse.urlsplit(target).path
        operation, _ = self.operation(method, path)
        if operation is None:
            assert status in (404, 405), f"{method} {target}: {status}, and openapi.yaml does not name it"
            return
        responses = operation["responses"]
        response = self.resolve(responses.get(str(status)) or responses.get("default") or {})
        assert response, f"{method} {target}: status {status} is not in openapi.yaml"
        asked = [name for name, _ in urllib.parse.parse_qsl(urllib.parse.urlsplit(target).query, keep_blank_values=True)]
        known = {parameter["name"] for parameter in self.parameters(operation)}
        assert status >= 400 or set(asked) <= known, f"{target}: answered with parameters that openapi.yaml does not name"
        if "content" not in response:
            assert not body, f"{target}: a body that openapi.yaml does not name"
            return
        media = content_type.split(";")[0]
        assert media in response["content"], f"{target}: {media} is not in openapi.yaml"
        if media != "application/json":
            return
        self.validator(response["content"][media]["schema"]).validate(json.loads(body))

    def validator(self, schema):
        """One for each answer of the document: to make it takes longer than most answers."""
        if id(schema) not in self.validators:
            whole = {**schema, "components": self.document["components"]}
            self.validators[id(schema)] = jsonschema.Draft202012Validator(whole)
        return self.validators[id(schema)]


class Server:
    """`bassin serve` on a free port, over a data folder of its own."""

    def __init__(self, binary, contract):
        self.binary = os.path.abspath(binary)
        self.contract = Contract(contract)
        self.folder = tempfile.mkdtemp(prefix="bassin-http-")
        self.data = os.path.join(self.folder, "data")
        self.process = None
        self.port = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *arguments, check=0):
        done = subprocess.run([self.binary, *arguments, "--lang", "en"], capture_output=True, text=True, timeout=600)
        assert done.returncode == check, f"{arguments}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def load(self, name="files", *arguments):
        """Makes a register and imports it."""
        files = os.path.join(self.folder, name)
        self.run("synthesize", "--out", files, *arguments)
        tables = sorted(os.path.join(files, f) for f in os.listdir(files) if f.endswith(".csv"))
        self.run("import", *tables, "--data", self.data, "--fictitious", "--force")

    def start(self, configuration="", public_register=True, port=0):
        """`public_register`: whether strangers read the register, as tests that are not about people want it."""
        access = "[access]\npublic_register = true\n" if public_register else ""
        path = self.write("bassin.toml", "[data]\nrefresh_seconds = 0.1\n" + access + configuration)
        self.process = subprocess.Popen([self.binary, "serve", "--config", path, "--data", self.data, "--port", str(port),
                                         "--lang", "en"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.said = []
        while True:
            line = self.process.stderr.readline()
            assert line, f"the server ended: {self.said}"
            self.said.append(line)
            if found := re.search(r"answers at https?://127\.0\.0\.1:(\d+)", line):
                self.port = int(found[1])
                return self

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=60) == 0

    def ask(self, target, method="GET", headers=None, connection=None, data=None):
        """Status, headers, and the body as data where it is JSON. `data` is sent as JSON."""
        own = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=180)
        headers = dict(headers or {})
        sent = data if data is None or isinstance(data, bytes) else json.dumps(data).encode()
        if sent is not None:
            headers.setdefault("Content-Type", "application/json")
        own.request(method, target, body=sent, headers=headers)
        response = own.getresponse()
        body = response.read()
        if connection is None:
            own.close()
        content_type = response.getheader("Content-Type", "")
        if method != "HEAD" and response.status != 304:
            self.contract.check(method, target, response.status, content_type, body)
        is_json = content_type.startswith("application/json") and body
        is_text = content_type.startswith("text/") or not body
        return response.status, response.headers, json.loads(body) if is_json else body.decode() if is_text else body

    def get(self, path, **parameters):
        """The answer, which must be 200."""
        query = urllib.parse.urlencode({name.replace("_", "-"): value for name, value in parameters.items()})
        target = path + ("?" + query if query else "")
        status, _, body = self.ask(target)
        assert status == 200, f"{target}: {status} {body}"
        return body

    def until(self, holds, what):
        deadline = time.monotonic() + 60
        while not holds():
            assert time.monotonic() < deadline, f"not after 60 s: {what}"
            time.sleep(0.02)
