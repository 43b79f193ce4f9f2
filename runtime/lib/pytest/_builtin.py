"""The fixtures that are always there."""

import contextlib
import io
import logging
import os
import pathlib
import sys
import tempfile
from collections import namedtuple

from pytest._fixtures import fixture
from pytest._raises import WarningsChecker

CaptureResult = namedtuple("CaptureResult", "out err")
_NOTHING = object()


class TempPathFactory:
    """Makes folders that are deleted at the end."""

    def __init__(self):
        self._base = None

    def getbasetemp(self):
        """The folder all others are in."""
        if self._base is None:
            self._base = tempfile.TemporaryDirectory(prefix="pytest-of-", ignore_cleanup_errors=True)
        return pathlib.Path(self._base.name)

    def mktemp(self, basename, numbered=True):
        """A new folder."""
        base = self.getbasetemp()
        for number in range(10000):
            path = base / (f"{basename}{number}" if numbered else basename)
            try:
                path.mkdir()
                return path
            except FileExistsError:
                if not numbered:
                    raise
        raise OSError(f"no more folders named {basename}")

    def close(self):
        """Delete them."""
        if self._base is not None:
            self._base.cleanup()


@fixture(scope="session")
def tmp_path_factory():
    """A factory of folders."""
    factory = TempPathFactory()
    yield factory
    factory.close()


@fixture
def tmp_path(request, tmp_path_factory):
    """A folder of one's own."""
    name = "".join(each if each.isalnum() or each == "_" else "_" for each in request.node.name)
    return tmp_path_factory.mktemp(name[:30])


class CaptureFixture:
    """What the test prints."""

    __module__ = "_pytest.capture"

    def __init__(self):
        self._saved = sys.stdout, sys.stderr
        self._streams = io.StringIO(), io.StringIO()
        sys.stdout, sys.stderr = self._streams

    def readouterr(self):
        """What was printed since the last time: out and err."""
        texts = []
        for stream in self._streams:
            texts.append(stream.getvalue())
            stream.seek(0)
            stream.truncate()
        return CaptureResult(*texts)

    @contextlib.contextmanager
    def disabled(self):
        """For `with`: nothing is captured."""
        captured = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
        try:
            yield
        finally:
            sys.stdout, sys.stderr = captured

    def close(self):
        """Stop; what was not read goes where everything goes."""
        out, err = self.readouterr()
        sys.stdout, sys.stderr = self._saved
        sys.stdout.write(out)
        sys.stderr.write(err)


@fixture
def capsys():
    """What the test prints."""
    capture = CaptureFixture()
    yield capture
    capture.close()


class CaptureFdFixture(CaptureFixture):
    """What the test, and programs that it starts, write to standard output and standard error."""

    __module__ = "_pytest.capture"
    __qualname__ = "CaptureFixture"

    def __init__(self):
        self._saved = sys.stdout, sys.stderr
        self._streams = [tempfile.TemporaryFile("w+", newline="", buffering=1) for _ in range(2)]
        self._kept = [os.dup(fd) for fd in (1, 2)]
        self._redirect()

    def _redirect(self):
        for fd, stream in zip((1, 2), self._streams):
            os.dup2(stream.fileno(), fd)
        sys.stdout, sys.stderr = self._streams

    def _restore(self):
        for fd, stream, kept in zip((1, 2), self._streams, self._kept):
            stream.flush()
            os.dup2(kept, fd)

    def readouterr(self):
        """What was written since the last time: out and err."""
        texts = []
        for stream in self._streams:
            stream.flush()
            fd = stream.fileno()
            texts.append(os.pread(fd, os.fstat(fd).st_size, 0).decode("utf-8", "replace"))
            os.ftruncate(fd, 0)
            os.lseek(fd, 0, os.SEEK_SET)
        return CaptureResult(*texts)

    @contextlib.contextmanager
    def disabled(self):
        """For `with`: nothing is captured."""
        self._restore()
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
        try:
            yield
        finally:
            self._redirect()

    def close(self):
        """Stop; what was not read goes where everything goes."""
        self._restore()
        super().close()
        for fd in self._kept:
            os.close(fd)
        for stream in self._streams:
            stream.close()


@fixture
def capfd():
    """What the test, and programs that it starts, write."""
    capture = CaptureFdFixture()
    yield capture
    capture.close()


class MonkeyPatch:
    """Changes that are undone at the end."""

    __module__ = "_pytest.monkeypatch"

    def __init__(self):
        self._undo = []

    @classmethod
    @contextlib.contextmanager
    def context(cls):
        """For `with`: changes that are undone at its end."""
        patch = cls()
        try:
            yield patch
        finally:
            patch.undo()

    def setattr(self, target, name, value=_NOTHING, raising=True):
        """Give an attribute another value; the target may be its whole name, such as "os.getcwd"."""
        if value is _NOTHING:
            target, name, value = *self._resolve(target), name
        old = getattr(target, name, _NOTHING)
        if raising and old is _NOTHING:
            raise AttributeError(f"{target!r} has no attribute {name!r}")
        if isinstance(target, type):
            old = target.__dict__.get(name, _NOTHING)
        self._undo.append(lambda: delattr(target, name) if old is _NOTHING else setattr(target, name, old))
        setattr(target, name, value)

    @staticmethod
    def _resolve(path):
        if not isinstance(path, str) or "." not in path:
            raise TypeError(f"must be absolute import path string, not {path!r}")
        import importlib
        parts = path.split(".")
        for n in range(len(parts) - 1, 0, -1):
            try:
                target = importlib.import_module(".".join(parts[:n]))
            except ImportError:
                continue
            for part in parts[n:-1]:
                target = getattr(target, part)
            return target, parts[-1]
        raise ImportError(f"import error in {path}")

    def delattr(self, target, name=_NOTHING, raising=True):
        """Delete an attribute."""
        if name is _NOTHING:
            target, name = self._resolve(target)
        if not hasattr(target, name):
            if raising:
                raise AttributeError(name)
            return
        old = target.__dict__.get(name) if isinstance(target, type) else getattr(target, name)
        self._undo.append(lambda: setattr(target, name, old))
        delattr(target, name)

    def setitem(self, dic, name, value):
        """Give a key of a dict another value."""
        old = dic.get(name, _NOTHING)
        self._undo.append(lambda: dic.pop(name, None) if old is _NOTHING else dic.__setitem__(name, old))
        dic[name] = value

    def delitem(self, dic, name, raising=True):
        """Delete a key of a dict."""
        if name not in dic:
            if raising:
                raise KeyError(name)
            return
        old = dic[name]
        self._undo.append(lambda: dic.__setitem__(name, old))
        del dic[name]

    def setenv(self, name, value, prepend=None):
        """Set a variable of the environment."""
        if prepend and name in os.environ:
            value = value + prepend + os.environ[name]
        self.setitem(os.environ, name, str(value))

    def delenv(self, name, raising=True):
        """Delete a variable of the environment."""
        self.delitem(os.environ, name, raising)

    def syspath_prepend(self, path):
        """Look for modules in a folder first."""
        old = sys.path[:]
        self._undo.append(lambda: sys.path.__setitem__(slice(None), old))
        sys.path.insert(0, str(path))

    def chdir(self, path):
        """Go to a folder."""
        old = os.getcwd()
        self._undo.append(lambda: os.chdir(old))
        os.chdir(os.fspath(path))

    def undo(self):
        """Undo all."""
        while self._undo:
            self._undo.pop()()


@fixture
def monkeypatch():
    """Changes that are undone at the end."""
    patch = MonkeyPatch()
    yield patch
    patch.undo()


class LogCaptureFixture(logging.Handler):
    """What the test logs."""

    __module__ = "_pytest.logging"

    def __init__(self):
        super().__init__()
        self.records = []
        self._formatter = logging.Formatter("%(levelname)-8s %(name)s:%(filename)s:%(lineno)d %(message)s")
        self._levels = []

    def emit(self, record):
        self.records.append(record)

    handler = property(lambda self: self, doc="The handler.")
    messages = property(lambda self: [each.getMessage() for each in self.records], doc="The texts.")
    record_tuples = property(lambda self: [(each.name, each.levelno, each.getMessage()) for each in self.records],
                             doc="(logger, level, text) of all.")
    text = property(lambda self: "".join(self._formatter.format(each) + "\n" for each in self.records),
                    doc="All as text.")

    def clear(self):
        """Forget all."""
        self.records.clear()

    def set_level(self, level, logger=None):
        """Log what has at least this level."""
        target = logging.getLogger(logger)
        self._levels.append((target, target.level))
        target.setLevel(level)

    @contextlib.contextmanager
    def at_level(self, level, logger=None):
        """For `with`: log what has at least this level."""
        target = logging.getLogger(logger)
        old = target.level
        target.setLevel(level)
        try:
            yield
        finally:
            target.setLevel(old)

    def finish(self):
        """Stop."""
        while self._levels:
            target, level = self._levels.pop()
            target.setLevel(level)


@fixture
def caplog():
    """What the test logs."""
    handler = LogCaptureFixture()
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    handler.finish()


@fixture
def recwarn():
    """The warnings of the test."""
    with WarningsChecker(None) as checker:
        yield checker


@fixture(scope="session")
def pytestconfig(request):
    """The options."""
    return request.config


BUILTIN = {each.name: each for each in (tmp_path_factory, tmp_path, capsys, capfd, monkeypatch, caplog, recwarn,
                                        pytestconfig)}
