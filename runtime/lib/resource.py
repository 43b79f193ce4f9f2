"""What the process has used of time and memory, and its limits."""

from _resource import *
from _resource import _getrusage
from _struct_sequence import struct_sequence as _struct_sequence

error = OSError

struct_rusage = _struct_sequence("resource", "struct_rusage", (
    "ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss", "ru_minflt", "ru_majflt", "ru_nswap",
    "ru_inblock", "ru_oublock", "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw"))


def getrusage(who, /):
    """What the process (RUSAGE_SELF), its children or this thread have used."""
    return struct_rusage(_getrusage(who))


def getpagesize():
    """The size of a page of memory in bytes."""
    return 4096
