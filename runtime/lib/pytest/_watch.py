"""What happens beside a test: warnings, log records, exceptions that nobody sees because they are a thread's own."""

import builtins
import contextlib
import logging
import sys
import threading
import traceback
import warnings

from pytest._outcomes import UsageError

_FORMAT = "%(levelname)-8s %(name)s:%(filename)s:%(lineno)d %(message)s"


class PytestWarning(UserWarning):
    """What pytest itself warns of."""

    __module__ = "pytest"


class PytestUnknownMarkWarning(PytestWarning):
    """A mark that nobody registered: perhaps its name is wrong."""

    __module__ = "pytest"


class PytestReturnNotNoneWarning(PytestWarning):
    """A test returns something: perhaps it should assert it."""

    __module__ = "pytest"


class PytestUnhandledThreadExceptionWarning(PytestWarning):
    """A thread ended by an exception."""

    __module__ = "pytest"


class PytestUnraisableExceptionWarning(PytestWarning):
    """An exception was raised where it cannot be passed on, in a __del__ for example."""

    __module__ = "pytest"


class Log(logging.Handler):
    """For `with`, around a part of a test: keeps what is logged, as text."""

    def __init__(self):
        super().__init__()
        self._lines = []
        self.setFormatter(logging.Formatter(_FORMAT))

    def emit(self, record):
        self._lines.append(self.format(record))

    text = property(lambda self: "\n".join(self._lines), doc="All of it.")

    def __enter__(self):
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *exc_info):
        logging.getLogger().removeHandler(self)


class Watch:
    """For `with`, around a test: adds what it is warned of to a list, (nodeid, text)."""

    def __init__(self, item, notes):
        self._item = item
        self._notes = notes
        self._catch = warnings.catch_warnings(record=True)
        self._unseen = []  # (category, text)

    def __enter__(self):
        self._found = self._catch.__enter__()
        _set_filters(self._item.config)
        for mark in self._item.marks:
            if mark.name == "filterwarnings":
                warnings.filterwarnings(*warning_filter(mark.args[0]))
        self._hooks = threading.excepthook, sys.unraisablehook
        threading.excepthook = self._note_thread
        sys.unraisablehook = self._note_unraisable
        return self

    def __exit__(self, *exc_info):
        threading.excepthook, sys.unraisablehook = self._hooks
        for category, text in self._unseen:
            _warn(self._item, category, text)
        self._catch.__exit__(*exc_info)
        self._notes += [(self._item.nodeid, _shown(each)) for each in self._found]

    def _note_thread(self, args):
        if args.exc_type is not SystemExit:
            name = args.thread.name if args.thread is not None else "<unknown>"
            self._unseen.append((PytestUnhandledThreadExceptionWarning,
                                 f"Exception in thread {name}\n\n{_text(args)}"))

    def _note_unraisable(self, args):
        what = args.err_msg or "Exception ignored in"
        self._unseen.append((PytestUnraisableExceptionWarning, f"{what}: {args.object!r}\n\n{_text(args)}"))


@contextlib.contextmanager
def watch_collection(config, notes):
    """For `with`, around the loading of test files: adds what they are warned of to a list, (place, text)."""
    with warnings.catch_warnings(record=True) as found:
        _set_filters(config)
        yield
    notes += [(f"{config.shown_path(each.filename)}:{each.lineno}", _shown(each)) for each in found]


def _set_filters(config):
    if not sys.warnoptions:
        warnings.filterwarnings("always", category=DeprecationWarning)
        warnings.filterwarnings("always", category=PendingDeprecationWarning)
    for each in config.warnings:
        warnings.filterwarnings(*each)


def warning_filter(text):
    """(action, message, category) of an option -W, a setting or a mark filterwarnings."""
    action, message, category, *_ = [*text.split(":"), "", ""]
    module, _, name = category.strip().rpartition(".")
    found = getattr(sys.modules.get(module, builtins), name or "Warning", None)
    if action not in ("default", "always", "ignore", "module", "once", "error") or not isinstance(found, type):
        raise UsageError(f"while parsing the following warning configuration:\n\n  {text}\n")
    return action, message.strip(), found


def _text(args):
    return "".join(traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback))


def _shown(warning):
    return warnings.formatwarning(warning.message, warning.category, warning.filename, warning.lineno, warning.line)


def _warn(item, category, text):
    warnings.warn_explicit(text, category, str(item.path), item.code.co_firstlineno)


def warn_of_result(item, result):
    """A test should return nothing."""
    if result is not None:
        _warn(item, PytestReturnNotNoneWarning,
              f"Expected None, but {item.nodeid} returned {result!r}, which will be an error in a future version of "
              "pytest.  Did you mean to use `assert` instead of `return`?")
