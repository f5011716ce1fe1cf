"""What the checks share: the list of the tree's files, and how a check reports."""

import pathlib
import subprocess
import sys

SKIPPED_FOLDERS = {'.git', 'build', 'node_modules', '.bassin'}


def files(root):
    """Files that are committed or would be, as paths below root; every file where the tree is not a git tree."""
    root = pathlib.Path(root)
    listed = subprocess.run(
        ['git', '-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], capture_output=True, check=False)
    # A tree made for a test may stand inside some other git tree: only a tree with its own .git is asked.
    if listed.returncode == 0 and (root / '.git').exists():
        names = [name for name in listed.stdout.decode().split('\0') if name]
    else:
        names = [path.relative_to(root) for path in root.rglob('*')]
    paths = map(pathlib.PurePosixPath, names)
    return sorted(path for path in paths if not SKIPPED_FOLDERS & set(path.parts) and (root / path).is_file())


def lines(root, path):
    return (pathlib.Path(root) / path).read_text(encoding='utf-8').splitlines()


def is_cpp(path):
    return path.suffix in ('.h', '.cc')


def is_script(root, path):
    if path.suffix in ('.sh', '.py', '.js', '.mjs', '.cmake') or path.name == 'CMakeLists.txt':
        return True
    with open(pathlib.Path(root) / path, 'rb') as opened:
        return opened.read(2) == b'#!'


def report(faults, said):
    """Prints the faults, or what was looked at; the exit code of the check."""
    for fault in faults[:50]:
        print(fault)
    if len(faults) > 50:
        print(f'... and {len(faults) - 50} more')
    print(f'{len(faults)} faults; {said}')
    return 1 if faults else 0


def root_argument():
    if len(sys.argv) > 1:
        return pathlib.Path(sys.argv[1])
    return pathlib.Path(__file__).resolve().parent.parent
