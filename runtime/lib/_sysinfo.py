# The parts of sys that are seldom asked for; sys gets them from find() on first use.

import sys

from _struct_sequence import struct_sequence
from types import SimpleNamespace

_version_info = struct_sequence("sys", "version_info", ("major", "minor", "micro", "releaselevel", "serial"))
version_info = _version_info((3, 13, 0, "final", 0))

_flags = struct_sequence("sys", "flags", (
    "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site",
    "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated",
    "dev_mode", "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits", "gil",
    "thread_inherit_context", "context_aware_warnings",
))


def _make_flags(inspect, interactive, quiet, gil):
    return _flags((0, inspect, interactive, 0, 1, 0, 0, 0, 0, 0, quiet, 0, 0, False, 1, 0, False, 4300,
                   gil, 0, 0))


_float_info = struct_sequence("sys", "float_info", (
    "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon",
    "radix", "rounds",
))
float_info = _float_info((1.7976931348623157e308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15,
                          53, 2.220446049250313e-16, 2, 1))

_int_info = struct_sequence("sys", "int_info", (
    "bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold",
))
int_info = _int_info((64, 8, 4300, 640))

_hash_info = struct_sequence("sys", "hash_info", (
    "width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff",
))
hash_info = _hash_info((64, 2305843009213693951, 314159, 0, 1000003, "fnv", 64, 0, 0))

_thread_info = struct_sequence("sys", "thread_info", ("name", "lock", "version"))
thread_info = _thread_info(("pthread", "futex", "NPTL"))

implementation = SimpleNamespace(name="gilt", cache_tag="gilt-313", version=version_info, hexversion=0x030D00F0)

UnraisableHookArgs = struct_sequence("sys", "UnraisableHookArgs", (
    "exc_type", "exc_value", "exc_traceback", "err_msg", "object",
))

_asyncgen_hooks = struct_sequence("builtins", "asyncgen_hooks", ("firstiter", "finalizer"))


def get_asyncgen_hooks():
    """Return the installed asynchronous generators hooks."""
    return _asyncgen_hooks(sys._asyncgen_hooks())


def breakpointhook(*args, **kws):
    """Call what PYTHONBREAKPOINT names, pdb.set_trace by default; "0" stands for nothing."""
    import importlib
    import os
    import warnings
    name = os.environ.get("PYTHONBREAKPOINT") or "pdb.set_trace"
    if name == "0":
        return None
    module, dot, function = name.rpartition(".")
    try:
        hook = getattr(importlib.import_module(module if dot else "builtins"), function)
    except (ImportError, AttributeError, ValueError):
        warnings.warn(f'Ignoring unimportable $PYTHONBREAKPOINT: "{name}"', RuntimeWarning, stacklevel=2)
        return None
    return hook(*args, **kws)


__breakpointhook__ = breakpointhook


# gilt does not call guest functions for each line.

def settrace(function, /):
    """Only None: there is no tracing."""
    if function is not None:
        raise NotImplementedError("gilt has no tracing: sys.settrace() takes only None")


def gettrace():
    """Return the trace function: always None."""


def call_tracing(func, args, /):
    """Call func(*args); tracing is never on."""
    return func(*args)


def activate_stack_trampoline(backend, /):
    """There is no trampoline for profilers."""
    raise ValueError(f"can't activate perf trampoline: Unsupported perf trampoline backend: {backend}")


def deactivate_stack_trampoline():
    """There is no trampoline for profilers."""


def is_stack_trampoline_active():
    """Return False."""
    return False


stdlib_module_names = frozenset(sys._standard_names())
path_importer_cache = {}
_audit_hooks = []


def audit(event, /, *args):
    """Pass an event to all audit hooks. Only the program itself raises events; gilt raises none."""
    if not isinstance(event, str):
        raise TypeError(f"expected str for argument 'event', not {type(event).__name__}")
    for hook in _audit_hooks:
        hook(event, args)


def addaudithook(hook):
    """Add a hook that every event is passed to; hooks stay until the end.

    A hook there already can refuse a new one by raising RuntimeError.
    """
    try:
        audit("sys.addaudithook")
    except RuntimeError:
        return
    _audit_hooks.append(hook)


_LAZY = ("version_info", "flags", "float_info", "int_info", "hash_info", "thread_info", "implementation",
         "get_asyncgen_hooks", "breakpointhook", "__breakpointhook__", "settrace", "gettrace",
         "UnraisableHookArgs", "call_tracing", "activate_stack_trampoline",
         "deactivate_stack_trampoline", "is_stack_trampoline_active", "stdlib_module_names",
         "orig_argv", "path_importer_cache", "meta_path", "path_hooks", "audit", "addaudithook")


def find(name):
    """(value,) of an attribute of sys; None if sys has none of that name."""
    if name not in _LAZY:
        return None
    if name == "flags":
        return _make_flags(*sys._options()),
    if name == "orig_argv":
        with open("/proc/self/cmdline", errors="surrogateescape") as file:
            return file.read().split("\0")[:-1],
    if name in ("meta_path", "path_hooks"):
        import importlib.util  # and os: what finders stand on is there before a program's own is asked for it
        import os
        from importlib import machinery
        return getattr(machinery, "_" + name),
    return globals()[name],


def directory():
    """The names of all attributes of sys."""
    return sorted({*sys.__dict__, *_LAZY} - {"__getattr__", "__dir__"})
