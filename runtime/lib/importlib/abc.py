"""What finders and loaders of a program's own are derived from."""

import abc
from importlib import machinery as _machinery

__all__ = ["Loader", "MetaPathFinder", "PathEntryFinder", "ResourceLoader", "InspectLoader", "ExecutionLoader",
           "FileLoader", "SourceLoader"]


class Loader(metaclass=abc.ABCMeta):
    """Makes and fills modules."""

    def create_module(self, spec):
        """None: an ordinary module will do."""

    def load_module(self, fullname):
        """Loads a module the old way."""
        if not hasattr(self, "exec_module"):
            raise ImportError
        return _machinery._Loader.load_module(self, fullname)


class MetaPathFinder(metaclass=abc.ABCMeta):
    """Finds modules; stands in sys.meta_path. It has find_spec(fullname, path, target=None)."""

    def invalidate_caches(self):
        """Forget what is remembered."""


class PathEntryFinder(metaclass=abc.ABCMeta):
    """Finds modules in one entry of sys.path. It has find_spec(fullname, target=None)."""

    def invalidate_caches(self):
        """Forget what is remembered."""


class ResourceLoader(Loader):
    """Also reads files beside the modules."""

    @abc.abstractmethod
    def get_data(self, path):
        raise OSError


class InspectLoader(Loader):
    """Also tells about the modules it can load."""

    def is_package(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        raise ImportError

    @staticmethod
    def source_to_code(data, path="<string>"):
        return compile(data, path, "exec", dont_inherit=True)

    def exec_module(self, module):
        exec(self.get_code(module.__name__), module.__dict__)


class ExecutionLoader(InspectLoader):
    """Also knows the file of a module."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            return self.source_to_code(source, self.get_filename(fullname))
        except ImportError:
            return self.source_to_code(source)


class FileLoader(_machinery.FileLoader, ResourceLoader, ExecutionLoader):
    """Loads the module in one file."""


class SourceLoader(ResourceLoader, ExecutionLoader):
    """Loads modules from texts that get_data() and get_filename() give."""

    get_source = _machinery.SourceFileLoader.get_source
    is_package = _machinery.FileLoader.is_package

    def path_mtime(self, path):
        return int(self.path_stats(path)["mtime"])

    def path_stats(self, path):
        raise OSError

    def set_data(self, path, data):
        """Nothing is kept."""


MetaPathFinder.register(_machinery.BuiltinImporter)
MetaPathFinder.register(_machinery.FrozenImporter)
MetaPathFinder.register(_machinery.PathFinder)
PathEntryFinder.register(_machinery.FileFinder)
InspectLoader.register(_machinery.BuiltinImporter)
InspectLoader.register(_machinery.NamespaceLoader)
FileLoader.register(_machinery.SourceFileLoader)
SourceLoader.register(_machinery.SourceFileLoader)
