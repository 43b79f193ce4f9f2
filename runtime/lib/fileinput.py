"""The lines of several files, one after the other: those named on the command line."""

import io
import sys

__all__ = ["input", "close", "nextfile", "filename", "lineno", "filelineno", "fileno", "isfirstline", "isstdin",
           "FileInput"]

_state = None


def input(files=None, inplace=False, backup="", *, mode="r", openhook=None, encoding=None, errors=None):
    """An iterator over the lines."""
    global _state
    if _state and _state._file:
        raise RuntimeError("input() already active")
    _state = FileInput(files, inplace, backup, mode=mode, openhook=openhook, encoding=encoding, errors=errors)
    return _state


def _active(name):
    def function():
        if not _state:
            raise RuntimeError("no active input()")
        return getattr(_state, name)()
    function.__name__ = name
    return function


def close():
    """Closes the files."""
    global _state
    state, _state = _state, None
    if state:
        state.close()


nextfile, filename, lineno, filelineno = map(_active, ("nextfile", "filename", "lineno", "filelineno"))
fileno, isfirstline, isstdin = map(_active, ("fileno", "isfirstline", "isstdin"))


class FileInput:
    """The lines of files; "-" and an empty list stand for the standard input."""

    def __init__(self, files=None, inplace=False, backup="", *, mode="r", openhook=None, encoding=None,
                 errors=None):
        if inplace:
            raise NotImplementedError("gilt's fileinput does not change files in place")
        if isinstance(files, str) or hasattr(files, "__fspath__"):
            files = (files,)
        if mode not in ("r", "rb"):
            raise ValueError("FileInput opening mode must be 'r' or 'rb'")
        self._files = list(files if files is not None else sys.argv[1:]) or ["-"]
        self._mode, self._openhook, self._encoding, self._errors = mode, openhook, encoding, errors
        self._file = self._filename = None
        self._lineno = self._filelineno = 0
        self._is_stdin = False

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def close(self):
        """Closes the current file and forgets the rest."""
        self.nextfile()
        self._files = []

    def nextfile(self):
        """Goes on with the next file."""
        file, self._file = self._file, None
        if file and not self._is_stdin:
            file.close()
        self._is_stdin = False

    def _open(self):
        self._filename = self._files.pop(0)
        self._filelineno = 0
        if self._filename == "-":
            self._filename, self._is_stdin = "<stdin>", True
            self._file = sys.stdin.buffer if "b" in self._mode else sys.stdin
        elif self._openhook:
            self._file = self._openhook(self._filename, self._mode)
        else:
            encoding = None if "b" in self._mode else self._encoding
            self._file = io.open(self._filename, self._mode, encoding=encoding, errors=self._errors)

    def readline(self):
        """The next line; empty at the end."""
        while True:
            if self._file is None:
                if not self._files:
                    return b"" if "b" in self._mode else ""
                self._open()
            line = self._file.readline()
            if line:
                self._lineno += 1
                self._filelineno += 1
                return line
            self.nextfile()

    def filename(self):
        return self._filename

    def lineno(self):
        return self._lineno

    def filelineno(self):
        return self._filelineno

    def fileno(self):
        return self._file.fileno() if self._file else -1

    def isfirstline(self):
        return self._filelineno == 1

    def isstdin(self):
        return self._is_stdin
