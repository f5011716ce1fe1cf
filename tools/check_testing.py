"""For the tests of the checks: a small tree made of texts, and a check run over it."""

import pathlib
import subprocess
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).resolve().parent


class CheckTest(unittest.TestCase):
    check = None  # name of the script under test, set by the subclass
    arguments = ()  # what the check is given after the root
    good = {}  # path -> text of a tree that the check accepts

    def run_check(self, changes=None, arguments=()):
        """The check over the good tree with some files replaced (text), or removed (None).

        In texts and arguments {root} stands for the folder of the tree.
        """
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder).resolve()
            for name, text in {**self.good, **(changes or {})}.items():
                if text is not None:
                    (root / name).parent.mkdir(parents=True, exist_ok=True)
                    (root / name).write_text(text.replace('{root}', str(root)), encoding='utf-8')
                    (root / name).chmod(0o755 if name.startswith('bin/') else 0o644)
            words = [word.replace('{root}', str(root)) for word in arguments or self.arguments]
            return subprocess.run([TOOLS / self.check, root, *words], capture_output=True, text=True, check=False)

    def accepts(self, changes=None):
        done = self.run_check(changes)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def refuses(self, changes, message):
        done = self.run_check(changes)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn(message, done.stdout)
        self.assertTrue(done.stdout.splitlines()[-1].startswith('1 faults;'), 'more than the planted fault:\n' + done.stdout)
