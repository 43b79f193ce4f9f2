# What stands in sys.meta_path is asked for each module that is not loaded yet.
import importlib.abc
import importlib.machinery
import sys
import support


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        print("asked for", name, path == support.__path__)
        if name == "made_of_nothing":
            return importlib.machinery.ModuleSpec(name, Loader(), origin="nothing")
        return None


class Loader(importlib.abc.Loader):
    def exec_module(self, module):
        module.value = 42
        if module.__name__ != "made_of_nothing":
            raise RuntimeError


sys.meta_path.insert(0, Finder())
import made_of_nothing  # expect: asked for made_of_nothing False
print(made_of_nothing.value, made_of_nothing)  # expect: 42 <module 'made_of_nothing' (nothing)>
import support.with_all  # expect: asked for support.with_all True
print(support.with_all.shown)  # expect: 1
try:
    import support.not_there  # expect: asked for support.not_there True
except ModuleNotFoundError as error:
    print(error)  # expect: No module named 'support.not_there'
del sys.meta_path[0]
import support.shapes  # expect: shapes is loading as support.shapes
sys.meta_path.clear()
try:
    import colorsys
except ModuleNotFoundError as error:
    print(error.name)  # expect: colorsys
