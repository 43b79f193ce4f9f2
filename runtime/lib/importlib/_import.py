# What the import system asks the guest language: specs of modules, and finders of the program's own.

import _imp
import sys
from importlib.machinery import (
    BuiltinImporter, FrozenImporter, ModuleSpec, NamespaceLoader, SourceFileLoader, _file_spec, _meta_path,
    _path_hooks,
)

_own_meta_path = list(_meta_path)
_own_path_hooks = list(_path_hooks)


def describe(module):
    """Gives a module that the machine has made its __spec__ and __loader__."""
    name = module.__name__
    names = module.__dict__
    path = names.get("__file__")
    if path is not None:
        spec = FrozenImporter.find_spec(name)
        if spec is None or spec.origin != path:
            spec = _file_spec(SourceFileLoader(name, path), "__path__" in names)
    elif "__path__" in names:
        spec = ModuleSpec(name, NamespaceLoader(name, names["__path__"]), is_package=True)
        spec.submodule_search_locations = names["__path__"]
    else:
        spec = BuiltinImporter.find_spec(name)
    names.setdefault("__spec__", spec)
    names.setdefault("__loader__", spec and spec.loader)
    if path is not None:
        names.setdefault("__cached__", spec.cached)


def find_and_load(name, path):
    """Imports a module once a program has asked for sys.meta_path; None if nobody finds it."""
    if sys.meta_path == _own_meta_path and sys.path_hooks == _own_path_hooks:
        return _imp.load(name, path)
    for finder in list(sys.meta_path):
        find = getattr(finder, "find_spec", None)
        spec = None if find is None else find(name, path, None)
        if spec is not None:
            return load(spec)
    return None


def load(spec):
    """Makes the module of a spec, enters it into sys.modules and runs it."""
    from importlib.util import module_from_spec
    if spec.loader is not None and not hasattr(spec.loader, "exec_module"):
        return spec.loader.load_module(spec.name)
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        if spec.loader is not None:
            spec.loader.exec_module(module)
        elif spec.submodule_search_locations is None:
            raise ImportError("missing loader", name=spec.name)
        return sys.modules[spec.name]
    except BaseException:
        sys.modules.pop(spec.name, None)
        raise
