# Every imported module knows its spec and its loader; a script has no spec.
import importlib.machinery
import importlib.util
import json
import sys
import types
import support.shapes  # expect: shapes is loading as support.shapes

spec = support.shapes.__spec__
print(spec.name, spec.parent, spec.has_location, spec.origin == support.shapes.__file__)
# expect: support.shapes support True True
print(spec.loader is support.shapes.__loader__, type(spec.loader).__name__)  # expect: True SourceFileLoader
print(support.__spec__.submodule_search_locations == support.__path__)  # expect: True
print(json.__spec__.name, sys.__spec__.origin, __spec__)  # expect: json built-in None
print(types.ModuleType("made").__spec__)  # expect: None

found = importlib.util.find_spec("support.with_all")
print(found.name, "support.with_all" in sys.modules)  # expect: support.with_all False
module = importlib.util.module_from_spec(found)
found.loader.exec_module(module)
print(module.shown, module.__name__, "support.with_all" in sys.modules)  # expect: 1 support.with_all False
print(importlib.util.find_spec("nowhere"), importlib.util.find_spec("sys").origin)  # expect: None built-in
try:
    importlib.util.find_spec("nowhere.at_all")
except ModuleNotFoundError as error:
    print(error)  # expect: No module named 'nowhere'
loader = importlib.machinery.SourceFileLoader("again", found.origin)
print(loader.is_package("again"), "shown" in loader.get_source("again"))  # expect: False True
print(importlib.machinery.ModuleSpec("a", None), importlib.machinery.ModuleSpec("a", None, is_package=True))
# expect: ModuleSpec(name='a', loader=None) ModuleSpec(name='a', loader=None, submodule_search_locations=[])
