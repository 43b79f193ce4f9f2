"""Importing by name."""

import sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

__import__ = __import__


def import_module(name, package=None):
    """The module of a name, which may be relative to a package."""
    if name.startswith("."):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        level = len(name) - len(name.lstrip("."))
        parts = package.split(".")
        if level > len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        base = ".".join(parts[:len(parts) - level + 1])
        name = f"{base}.{name[level:]}" if name[level:] else base
    __import__(name)
    return sys.modules[name]


def invalidate_caches():
    """Nothing is remembered of folders, so there is nothing to forget."""


def reload(module):
    """Runs the text of a module again, in the same module."""
    if not isinstance(module, type(sys)):
        raise TypeError("reload() argument must be a module")
    name = module.__name__
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules")
    path = getattr(module, "__file__", None)
    if path is None:
        return module
    import _imp
    embedded = _imp.embedded(name)
    if embedded is not None and embedded[0] == path:
        text = embedded[1]
    else:
        with open(path) as file:
            text = file.read()
    exec(compile(text, path, "exec"), module.__dict__)
    return sys.modules[name]
