"""Finding modules without importing them."""

import sys

__all__ = ["find_spec", "module_from_spec", "spec_from_file_location", "resolve_name"]


class ModuleSpec:
    """What is known of a module before it is imported."""

    def __init__(self, name, loader=None, *, origin=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.submodule_search_locations = [] if is_package else None
        self.cached = None
        self.has_location = origin is not None

    @property
    def parent(self):
        return self.name if self.submodule_search_locations is not None else self.name.rpartition(".")[0]

    def __repr__(self):
        return f"ModuleSpec(name={self.name!r}, origin={self.origin!r})"


class _FileLoader:
    """Runs the text of a file in a module."""

    def __init__(self, path):
        self.path = path

    def exec_module(self, module):
        with open(self.path) as file:
            text = file.read()
        exec(compile(text, self.path, "exec"), module.__dict__)


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    """The spec of a module in a file."""
    import os
    path = os.fspath(location)
    return ModuleSpec(name, loader or _FileLoader(path), origin=path)


def module_from_spec(spec):
    """A new module for a spec; spec.loader.exec_module() fills it."""
    module = type(sys)(spec.name)
    module.__file__ = spec.origin
    module.__spec__ = spec
    module.__loader__ = spec.loader
    return module


def find_spec(name, package=None):
    """The spec of a module; None if there is none."""
    name = resolve_name(name, package)
    if name in sys.modules:
        module = sys.modules[name]
        return getattr(module, "__spec__", None) or ModuleSpec(name, origin=getattr(module, "__file__", None),
                                                               is_package=hasattr(module, "__path__"))
    if name in sys.builtin_module_names:
        return ModuleSpec(name, origin="built-in")
    import _imp
    embedded = _imp.embedded(name)
    if embedded is not None:
        return ModuleSpec(name, origin=embedded[0], is_package=embedded[2])
    import os
    folders = sys.path
    if "." in name:
        folders = __import__(name.rpartition(".")[0], None, None, ["*"]).__path__
    for folder in folders:
        base = os.path.join(folder or ".", name.rpartition(".")[2])
        for path, is_package in ((base + "/__init__.py", True), (base + ".py", False)):
            if os.path.isfile(path):
                return ModuleSpec(name, _FileLoader(path), origin=path, is_package=is_package)
    return None


def resolve_name(name, package):
    """A relative name made absolute."""
    if not name.startswith("."):
        return name
    level = len(name) - len(name.lstrip("."))
    parts = (package or "").split(".")
    if not package or level > len(parts):
        raise ImportError("attempted relative import beyond top-level package")
    base = ".".join(parts[:len(parts) - level + 1])
    return f"{base}.{name[level:]}" if name[level:] else base
