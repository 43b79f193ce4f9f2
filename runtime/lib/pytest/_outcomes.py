"""How a test can end, other than by an ordinary exception."""


class OutcomeException(BaseException):
    """What ends a test on purpose."""

    def __init__(self, msg=None, pytrace=True):
        super().__init__(msg)
        self.msg = msg
        self.pytrace = pytrace

    def __repr__(self):
        return self.msg if self.msg is not None else f"<{self.__class__.__name__} instance>"

    __str__ = __repr__


class Skipped(OutcomeException):
    """The test is not run."""

    __module__ = "builtins"


class Failed(OutcomeException):
    """The test fails."""

    __module__ = "builtins"


class XFailed(Failed):
    """The test fails as expected."""


class Exit(Exception):
    """All ends."""

    def __init__(self, msg="unknown reason", returncode=None):
        self.msg = msg
        self.returncode = returncode
        super().__init__(msg)


class UsageError(Exception):
    """pytest was called in a wrong way, or a test asks for what there is not."""


def skip(reason="", *, allow_module_level=False, msg=None):
    """End the test: it is skipped."""
    outcome = Skipped(msg or reason)
    outcome.allow_module_level = allow_module_level
    raise outcome


def fail(reason="", pytrace=True, msg=None):
    """End the test: it has failed."""
    raise Failed(msg or reason, pytrace)


def xfail(reason=""):
    """End the test: it has failed as expected."""
    raise XFailed(reason)


def exit(reason="", returncode=None, *, msg=None):
    """End all."""
    raise Exit(msg or reason, returncode)


def importorskip(modname, minversion=None, reason=None, *, exc_type=None):
    """A module; the test is skipped if there is none."""
    import importlib
    try:
        module = importlib.import_module(modname)
    except (exc_type or ImportError) as error:
        outcome = Skipped(reason or f"could not import {modname!r}: {error}")
        outcome.allow_module_level = True
        raise outcome from None
    if minversion is not None:
        found = getattr(module, "__version__", "0")
        if _version(found) < _version(minversion):
            outcome = Skipped(reason or f"module {modname!r} has __version__ {found!r}, required is: {minversion!r}")
            outcome.allow_module_level = True
            raise outcome
    return module


def _version(text):
    return [int(part) for part in str(text).split(".") if part.isdigit()]
