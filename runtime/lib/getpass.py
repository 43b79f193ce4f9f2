"""Asking for a password without showing it; the name of the user."""

import os
import sys
import warnings

__all__ = ["getpass", "getuser", "GetPassWarning"]


class GetPassWarning(UserWarning):
    """The password may be seen while it is typed."""


def getpass(prompt="Password: ", stream=None):
    """Asks on the terminal, which shows nothing of what is typed."""
    if not sys.stdin.isatty():
        warnings.warn("Can not control echo on the terminal.", GetPassWarning, stacklevel=2)
        print("Warning: Password input may be echoed.", file=stream or sys.stderr)
        return _read(prompt, stream or sys.stderr)
    os.system("stty -echo </dev/tty")
    try:
        return _read(prompt, stream or sys.stderr)
    finally:
        os.system("stty echo </dev/tty")
        print(file=stream or sys.stderr)


def _read(prompt, stream):
    print(prompt, end="", file=stream, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.removesuffix("\n")


def getuser():
    """The name of the user, from the environment or the list of users."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if os.environ.get(name):
            return os.environ[name]
    with open("/etc/passwd") as file:
        for line in file:
            user, _, number, *_ = line.split(":")
            if number == str(os.getuid()):
                return user
    raise OSError("No username set in the environment")
