"""What finds modules (finders), what runs their text (loaders), and what is known before (specs)."""

import _imp
import sys

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]  # never written, never read
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = []


def all_suffixes():
    """The ends of the names of all files that can be modules."""
    return SOURCE_SUFFIXES + EXTENSION_SUFFIXES


class ModuleSpec:
    """What is known of a module before it is imported."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr = False
        self._cached = None

    @property
    def parent(self):
        """The package: the module itself if it is one."""
        return self.name.rpartition(".")[0] if self.submodule_search_locations is None else self.name

    @property
    def cached(self):
        if self._cached is None and self.origin is not None and self._set_fileattr:
            self._cached = _cached_name(self.origin)
        return self._cached

    @cached.setter
    def cached(self, cached):
        self._cached = cached

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)

    def __repr__(self):
        parts = [f"name={self.name!r}", f"loader={self.loader!r}"]
        if self.origin is not None:
            parts.append(f"origin={self.origin!r}")
        if self.submodule_search_locations is not None:
            parts.append(f"submodule_search_locations={self.submodule_search_locations}")
        return f"{type(self).__name__}({', '.join(parts)})"

    def __eq__(self, other):
        names = "name", "loader", "origin", "submodule_search_locations", "cached", "has_location"
        try:
            return all(getattr(self, name) == getattr(other, name) for name in names)
        except AttributeError:
            return NotImplemented


def _cached_name(path):
    """Where CPython would keep the compiled module."""
    folder, slash, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    return f"{folder}{slash}__pycache__/{stem}.{sys.implementation.cache_tag}.pyc"


class _Loader:
    """What all loaders have."""

    def create_module(self, spec):
        """None: an ordinary module will do."""

    def load_module(self, fullname=None):
        """Loads a module the old way."""
        from importlib._import import load
        fullname = fullname or self.name
        from importlib.util import spec_from_loader
        if fullname in sys.modules:
            self.exec_module(sys.modules[fullname])
            return sys.modules[fullname]
        return load(spec_from_loader(fullname, self))


class FileLoader(_Loader):
    """A loader of the module in one file."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def get_filename(self, name=None):
        """The file of the module."""
        if name is not None and name != self.name:
            raise ImportError(f"loader for {self.name} cannot handle {name}", name=name)
        return self.path

    def get_data(self, path):
        """The bytes of a file."""
        with open(path, "rb") as file:
            return file.read()

    def is_package(self, fullname):
        stem = self.get_filename(fullname).rpartition("/")[2].rpartition(".")[0]
        return stem == "__init__" and fullname.rpartition(".")[2] != "__init__"


class SourceFileLoader(FileLoader):
    """A loader of a file with the text of a module."""

    def get_source(self, fullname):
        """The text of the module."""
        from importlib.util import decode_source
        try:
            return decode_source(self.get_data(self.get_filename(fullname)))
        except OSError as error:
            raise ImportError("source not available through get_data()", name=fullname) from error

    def source_to_code(self, data, path, *, _optimize=-1):
        """The code for a text."""
        return compile(data, path, "exec", dont_inherit=True)

    def get_code(self, fullname):
        """The code of the module."""
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)

    def exec_module(self, module):
        """Runs the text in the module."""
        exec(self.get_code(module.__name__), module.__dict__)

    def path_stats(self, path):
        """The time and the size of a file."""
        import os
        status = os.stat(path)
        return {"mtime": status.st_mtime, "size": status.st_size}

    def path_mtime(self, path):
        return self.path_stats(path)["mtime"]


class _LibraryLoader(SourceFileLoader):
    """A loader of a module of the embedded library."""

    def get_data(self, path):
        found = _imp.embedded(self.name)
        if found is None or found[0] != path:
            return super().get_data(path)
        return found[1].encode()


class SourcelessFileLoader(FileLoader):
    """Would load compiled modules; there are none."""

    def get_code(self, fullname):
        raise ImportError("gilt does not read compiled modules", name=fullname, path=self.path)

    get_source = get_code

    def exec_module(self, module):
        self.get_code(module.__name__)


class ExtensionFileLoader(SourcelessFileLoader):
    """Would load modules in machine code; there are none."""


class NamespaceLoader(_Loader):
    """The loader of a package that is only folders."""

    def __init__(self, name, path, path_finder=None):
        self._path = path

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def get_code(self, fullname):
        return compile("", "<string>", "exec", dont_inherit=True)

    def exec_module(self, module):
        pass


class BuiltinImporter(_Loader):
    """Finds and loads the native modules."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if fullname in sys.builtin_module_names:
            return ModuleSpec(fullname, cls, origin="built-in", is_package=False)
        return None

    @staticmethod
    def create_module(spec):
        if spec.name not in sys.builtin_module_names:
            raise ImportError(f"{spec.name!r} is not a built-in module", name=spec.name)
        return _imp.load(spec.name, None)

    @staticmethod
    def exec_module(module):
        pass

    @classmethod
    def load_module(cls, fullname):
        return __import__(fullname)

    @classmethod
    def get_code(cls, fullname):
        """None: native modules have no text."""

    get_source = get_code

    @classmethod
    def is_package(cls, fullname):
        return False


class FrozenImporter:
    """Finds the modules of the embedded library."""

    @staticmethod
    def find_spec(fullname, path=None, target=None):
        found = _imp.embedded(fullname)
        return None if found is None else _file_spec(_LibraryLoader(fullname, found[0]), found[2])


def _file_spec(loader, is_package):
    spec = ModuleSpec(loader.name, loader, origin=loader.path, is_package=is_package)
    spec.has_location = True
    if is_package:
        spec.submodule_search_locations.append(loader.path.rpartition("/")[0])
    return spec


class FileFinder:
    """Finds modules in one folder."""

    def __init__(self, path, *loader_details):
        self.path = path or "."
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details for suffix in suffixes]

    @classmethod
    def path_hook(cls, *loader_details):
        """A function for sys.path_hooks."""
        def path_hook_for_FileFinder(path):
            import os
            if not os.path.isdir(path or "."):
                raise ImportError("only directories are supported", path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder

    def find_spec(self, fullname, target=None):
        import os
        base = f"{self.path}/{fullname.rpartition('.')[2]}"
        for end, is_package in ("/__init__", True), ("", False):
            for suffix, loader in self._loaders:
                if os.path.isfile(base + end + suffix):
                    return _file_spec(loader(fullname, base + end + suffix), is_package)
        if os.path.isdir(base):
            spec = ModuleSpec(fullname, None, is_package=True)
            spec.submodule_search_locations.append(base)
            return spec
        return None

    def invalidate_caches(self):
        """Nothing is remembered of the folder."""

    def __repr__(self):
        return f"FileFinder({self.path!r})"


class PathFinder:
    """Finds modules in the folders of sys.path, or of a package."""

    @staticmethod
    def find_spec(fullname, path=None, target=None):
        portions = []
        for entry in sys.path if path is None else path:
            if not isinstance(entry, str):
                continue
            finder = _finder_for(entry)
            spec = None if finder is None else finder.find_spec(fullname, target)
            if spec is not None and spec.loader is not None:
                return spec
            if spec is not None:
                portions.extend(spec.submodule_search_locations)
        if not portions:
            return None
        spec = ModuleSpec(fullname, NamespaceLoader(fullname, portions), is_package=True)
        spec.submodule_search_locations = portions
        return spec

    @staticmethod
    def invalidate_caches():
        sys.path_importer_cache.clear()


def _finder_for(entry):
    """What looks into an entry of sys.path: the first of sys.path_hooks that takes it."""
    if entry not in sys.path_importer_cache:
        for hook in sys.path_hooks:
            try:
                sys.path_importer_cache[entry] = hook(entry)
                break
            except ImportError:
                pass
        else:
            sys.path_importer_cache[entry] = None
    return sys.path_importer_cache[entry]


_meta_path = [BuiltinImporter, FrozenImporter, PathFinder]
_path_hooks = [FileFinder.path_hook((SourceFileLoader, SOURCE_SUFFIXES))]
