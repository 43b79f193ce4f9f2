# A module's own __dir__ and __getattr__.
import sys
import types

module = types.ModuleType("made")
module.__dir__ = lambda: ["z", "a"]
module.__getattr__ = lambda name: name * 2
print(dir(module), module.ab)  # expect: ['a', 'z'] abab
print("argv" in dir(sys), "meta_path" in dir(sys))  # expect: True True
