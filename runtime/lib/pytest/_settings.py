"""Settings files: pytest.ini, pyproject.toml, tox.ini, setup.cfg.

The nearest one above the tests counts; its folder is the root, which the names of tests start from.
"""

import os
import pathlib
import shlex

from pytest._outcomes import UsageError

_KNOWN = {"addopts": "", "testpaths": [], "markers": [], "filterwarnings": [], "python_files": ["test_*.py", "*_test.py"],
          "pythonpath": [], "asyncio_mode": None, "xfail_strict": False}
_WORDS = ("testpaths", "python_files", "pythonpath")  # the others that are lists have a value on each line


class Settings:
    """What a settings file says."""

    def __init__(self, arguments):
        self.invocation_dir = pathlib.Path.cwd()
        places = [pathlib.Path(each.split("::")[0]).resolve() for each in arguments if not each.startswith("-")]
        places = [each if each.is_dir() else each.parent for each in places if each.exists()]
        start = pathlib.Path(os.path.commonpath(places)) if places else self.invocation_dir
        self.values = {name: list(value) if isinstance(value, list) else value for name, value in _KNOWN.items()}
        self.path = None
        for folder in (start, *start.parents):
            if self._read_folder(folder):
                self.root = folder
                return
        common = pathlib.Path(os.path.commonpath([start, self.invocation_dir]))
        self.root = start if common == common.parent else common

    def _read_folder(self, folder):
        for name, read in (("pytest.ini", _ini), (".pytest.ini", _ini), ("pyproject.toml", _toml), ("tox.ini", _ini),
                           ("setup.cfg", _cfg)):
            path = folder / name
            if path.is_file():
                found = read(path)
                if found is None and name.endswith("pytest.ini"):
                    found = {}  # the name is enough
                if found is not None:
                    self.path = path
                    for key, value in found.items():
                        self.set(key, value)
                    return True
        return False

    def set(self, name, value):
        """Give a setting a value: text as it stands in a file, or a list."""
        known = self.values.get(name)
        if isinstance(known, list) and isinstance(value, str):
            value = shlex.split(value) if name in _WORDS else [line.strip() for line in value.splitlines() if line.strip()]
        elif isinstance(known, bool) and isinstance(value, str):
            value = value.strip().lower() in ("1", "yes", "true", "on")
        elif name == "addopts" and isinstance(value, list):
            value = shlex.join(value)
        self.values[name] = value

    options = property(lambda self: shlex.split(self.values["addopts"]), doc="What the command line begins with.")


def _section(path, name):
    import configparser
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read(path)
    except configparser.Error as error:
        raise UsageError(f"{path}: {error}") from None
    return dict(parser[name]) if parser.has_section(name) else None


def _ini(path):
    return _section(path, "pytest")


def _cfg(path):
    return _section(path, "tool:pytest")


def _toml(path):
    import tomllib
    try:
        whole = tomllib.loads(path.read_text())
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}") from None
    return whole.get("tool", {}).get("pytest", {}).get("ini_options")
