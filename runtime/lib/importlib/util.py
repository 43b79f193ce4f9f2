"""Finding modules without importing them, and making them by hand."""

import sys
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, SourceFileLoader, _cached_name

MAGIC_NUMBER = b"\xf3\r\r\n"  # CPython 3.13's


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """The spec of a module that this loader loads."""
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None)
    if origin is None and hasattr(loader, "get_filename"):
        return spec_from_file_location(name, loader=loader, submodule_search_locations=[] if is_package else _ASK)
    if is_package is None and hasattr(loader, "is_package"):
        try:
            is_package = loader.is_package(name)
        except ImportError:
            pass
    return ModuleSpec(name, loader, origin=origin, is_package=bool(is_package))


_ASK = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_ASK):
    """The spec of a module in a file; None if the file is of no known kind."""
    import os
    if location is None:
        location = "<unknown>"
        try:
            location = loader.get_filename(name)
        except (AttributeError, ImportError):
            pass
    else:
        location = os.path.abspath(os.fspath(location))
    if loader is None:
        if not location.endswith(".py"):
            return None
        loader = SourceFileLoader(name, location)
    spec = ModuleSpec(name, loader, origin=location)
    spec.has_location = True
    if submodule_search_locations is _ASK:
        try:
            spec.submodule_search_locations = [] if loader.is_package(name) else None
        except (AttributeError, ImportError):
            pass
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == []:
        spec.submodule_search_locations.append(os.path.dirname(location))
    return spec


def module_from_spec(spec):
    """A new module for a spec; spec.loader.exec_module() fills it."""
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    if module is None:
        module = type(sys)(spec.name)
    names = {"__name__": spec.name, "__loader__": spec.loader, "__package__": spec.parent, "__spec__": spec}
    if spec.submodule_search_locations is not None:
        names["__path__"] = spec.submodule_search_locations
    if spec.has_location:
        names["__file__"] = spec.origin
        if spec.cached is not None:
            names["__cached__"] = spec.cached
    for name, value in names.items():
        if getattr(module, name, None) is None:
            setattr(module, name, value)
    return module


def find_spec(name, package=None):
    """The spec of a module, which is not imported (its packages are); None if there is none."""
    name = resolve_name(name, package)
    if name in sys.modules:
        module = sys.modules[name]
        if module is None:
            return None
        try:
            spec = module.__spec__
        except AttributeError:
            raise ValueError(f"{name}.__spec__ is not set") from None
        if spec is None:
            raise ValueError(f"{name}.__spec__ is None")
        return spec
    parent = name.rpartition(".")[0]
    path = None
    if parent:
        try:
            path = __import__(parent, fromlist=["__path__"]).__path__
        except AttributeError as error:
            raise ModuleNotFoundError(f"__path__ attribute not found on {parent!r} while trying to find {name!r}",
                                      name=name) from error
    for finder in list(sys.meta_path):
        spec = finder.find_spec(name, path, None)
        if spec is not None:
            return spec
    return None


def resolve_name(name, package):
    """A relative name made absolute."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    level = len(name) - len(name.lstrip("."))
    parts = package.rsplit(".", level - 1)
    if level > len(parts):
        raise ImportError("attempted relative import beyond top-level package")
    return f"{parts[0]}.{name[level:]}" if name[level:] else parts[0]


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Where CPython would keep the compiled module; gilt keeps none."""
    import os
    return _cached_name(os.fspath(path))


def source_from_cache(path):
    """The file of the text that a compiled module would be of."""
    import os
    folder, name = os.path.split(os.fspath(path))
    head, cache = os.path.split(folder)
    if cache != "__pycache__":
        raise ValueError(f"__pycache__ not bottom-level directory in {path!r}")
    return os.path.join(head, name.partition(".")[0] + ".py")


def decode_source(source_bytes):
    """The bytes of a module's file as text, with plain line ends."""
    import io
    import tokenize
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source_bytes).readline)
    return source_bytes.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


def source_hash(source_bytes):
    raise NotImplementedError("gilt does not keep compiled modules")


class LazyLoader(Loader):
    """Runs a module when something of it is first asked for."""

    def __init__(self, loader):
        if not hasattr(loader, "exec_module"):
            raise TypeError("loader must define exec_module()")
        self.loader = loader

    @classmethod
    def factory(cls, loader):
        """A function that wraps loaders of a class."""
        return lambda *arguments, **keywords: cls(loader(*arguments, **keywords))

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self.loader
        module.__class__ = _LazyModule


class _LazyModule(type(sys)):
    """A module that has not been run."""

    def __getattribute__(self, name):
        object.__setattr__(self, "__class__", type(sys))
        self.__spec__.loader.exec_module(self)
        return getattr(self, name)
