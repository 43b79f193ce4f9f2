"""Finding what packages contain: modules below a path, data files, names as texts."""

import importlib
import importlib.util
import os
import sys
from collections import namedtuple

__all__ = ["get_importer", "iter_importers", "walk_packages", "iter_modules", "get_data", "extend_path",
           "ModuleInfo", "resolve_name"]

ModuleInfo = namedtuple("ModuleInfo", "module_finder name ispkg")
ModuleInfo.__doc__ = "A namedtuple with minimal info about a module."


class _Folder:
    """A folder of sys.path, as module_finder."""

    def __init__(self, path):
        self.path = path

    def find_spec(self, name, target=None):
        for file in (os.path.join(self.path, name, "__init__.py"), os.path.join(self.path, name + ".py")):
            if os.path.isfile(file):
                return importlib.util.spec_from_file_location(name, file)
        return None

    def __repr__(self):
        return f"FileFinder({self.path!r})"


_Folder.__name__ = _Folder.__qualname__ = "FileFinder"


def get_importer(path_item):
    """What finds modules in a folder; None if there is none."""
    path = os.fsdecode(path_item) or os.getcwd()
    return _Folder(path) if os.path.isdir(path) else None


def iter_importers(fullname=""):
    """The finders for a module: those of its package, or of sys.path."""
    if fullname.startswith("."):
        raise ImportError(f"Relative module name {fullname!r} not supported")
    package = fullname.rpartition(".")[0]
    paths = sys.path
    if package:
        paths = getattr(importlib.import_module(package), "__path__", None)
        if paths is None:
            return
    else:
        yield from sys.meta_path
    for item in paths:
        yield get_importer(item)


def _names_in(folder):
    """(name, whether it is a package) of what a folder holds, sorted."""
    try:
        entries = sorted(os.listdir(folder))
    except OSError:
        return
    seen = set()
    for entry in entries:
        place = os.path.join(folder, entry)
        name, is_package = entry, False
        if "." not in entry and os.path.isdir(place):
            is_package = os.path.isfile(os.path.join(place, "__init__.py"))
            if not is_package:
                continue
        elif entry.endswith(".py"):
            name = entry[:-3]
        else:
            continue
        if name != "__init__" and name not in seen and "." not in name:
            seen.add(name)
            yield name, is_package


def iter_modules(path=None, prefix=""):
    """The modules in the folders of a path; None: of sys.path."""
    if isinstance(path, str):
        raise ValueError("path must be None or list of paths to look for modules in")
    seen = set()
    for item in sys.path if path is None else path:
        finder = get_importer(item)
        if finder is None:
            continue
        for name, is_package in _names_in(finder.path):
            if name not in seen:
                seen.add(name)
                yield ModuleInfo(finder, prefix + name, is_package)


def walk_packages(path=None, prefix="", onerror=None):
    """The same with what is in the packages, which are imported for it."""
    seen = set()
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            __import__(info.name)
        except ImportError:
            if onerror is not None:
                onerror(info.name)
        except Exception:
            if onerror is None:
                raise
            onerror(info.name)
        else:
            paths = [item for item in getattr(sys.modules[info.name], "__path__", None) or [] if item not in seen]
            seen.update(paths)
            yield from walk_packages(paths, info.name + ".", onerror)


def get_data(package, resource):
    """The bytes of a file that lies beside a package; None if it is not in a folder."""
    module = sys.modules.get(package) or importlib.import_module(package)
    file = getattr(module, "__file__", None)
    if file is None or file.startswith("<"):
        return None
    with open(os.path.join(os.path.dirname(file), *resource.split("/")), "rb") as stream:
        return stream.read()


def extend_path(path, name):
    """A package's __path__ with the folders of its name on sys.path."""
    if not isinstance(path, list):
        return path
    path = path[:]
    for folder in sys.path:
        place = os.path.join(folder, *name.split("."))
        if isinstance(folder, str) and place not in path and os.path.isfile(os.path.join(place, "__init__.py")):
            path.append(place)
    return path


def resolve_name(name):
    """The object that "package.module:name" or "package.module.name" names."""
    module_name, colon, rest = name.partition(":")
    parts = module_name.split(".")
    if not all(part.isidentifier() for part in parts) or not all(
            part.isidentifier() for part in rest.split(".") if rest):
        raise ValueError(f"invalid format: {name!r}")
    if colon:
        found = importlib.import_module(module_name)
        parts = rest.split(".") if rest else []
    else:
        name = parts.pop(0)
        found = importlib.import_module(name)
        while parts:
            try:
                found = importlib.import_module(f"{name}.{parts[0]}")
            except ImportError:
                break
            name = f"{name}.{parts.pop(0)}"
    for part in parts:
        found = getattr(found, part)
    return found
