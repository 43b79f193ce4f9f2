"""What machine and system the program runs on, and which Python."""

import functools
import os
import sys
from collections import namedtuple

uname_result = namedtuple("uname_result", "system node release version machine")


class _Uname(uname_result):
    """The same with the processor as a sixth part."""

    @functools.cached_property
    def processor(self):
        return ""

    def __iter__(self):
        return iter((*uname_result.__iter__(self), self.processor))

    def __len__(self):
        return 6

    def __getitem__(self, index):
        return tuple(self)[index]


_Uname.__name__ = _Uname.__qualname__ = "uname_result"


@functools.cache
def uname():
    """system, node, release, version, machine, processor."""
    return _Uname(*os.uname())


def system():
    """The name of the system: Linux."""
    return uname().system


def node():
    """The name of the machine in the network."""
    return uname().node


def release():
    """The release of the system."""
    return uname().release


def version():
    """The version of the system's release."""
    return uname().version


def machine():
    """The kind of machine: x86_64."""
    return uname().machine


def processor():
    """The name of the processor; empty when it is not known."""
    return ""


def architecture(executable=sys.executable, bits="", linkage=""):
    """("64bit", "ELF")"""
    return bits or ("64bit" if sys.maxsize > 2 ** 32 else "32bit"), linkage or "ELF"


def libc_ver(executable=None, lib="", version="", chunksize=16384):
    """The C library and its version."""
    return "glibc", version


def platform(aliased=False, terse=False):
    """All of it in one line."""
    names = uname()
    return f"{names.system}-{names.release}" + ("" if terse else f"-{names.machine}-with-glibc")


def python_implementation():
    """Which implementation of Python runs the program."""
    return sys.implementation.name


def python_version():
    """The version of the language as text: 3.13.0."""
    return ".".join(map(str, sys.version_info[:3]))


def python_version_tuple():
    """The same in three parts."""
    return tuple(python_version().split("."))


def python_branch():
    return ""


def python_revision():
    return ""


def python_build():
    """(number, date) of the build; not known."""
    return "", ""


def python_compiler():
    """What built the interpreter."""
    return "GCC"


def freedesktop_os_release():
    """What /etc/os-release says."""
    result = {"NAME": "Linux", "ID": "linux", "PRETTY_NAME": "Linux"}
    for path in ("/etc/os-release", "/usr/lib/os-release"):
        try:
            with open(path) as file:
                for line in file:
                    name, equals, value = line.strip().partition("=")
                    if equals and not name.startswith("#"):
                        result[name] = value.strip("\"'")
            return result
        except OSError:
            pass
    raise OSError("Unable to read files /etc/os-release, /usr/lib/os-release")
