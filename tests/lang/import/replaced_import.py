# The import statement calls __import__ of builtins, whatever that is.
import builtins

original = builtins.__import__


def watched(name, globals=None, locals=None, fromlist=(), level=0):
    if globals is not None and globals["__name__"] == "__main__":
        print(name, fromlist, level, locals is globals)
    return original(name, globals, locals, fromlist, level)


builtins.__import__ = watched
import math  # expect: math None 0 True
from support import with_all as w  # expect: support ('with_all',) 0 True
import support.with_all as again  # expect: support.with_all None 0 True
builtins.__import__ = original
print(again is w, math.floor(2.5))  # expect: True 2
try:
    exec("import math", {"__builtins__": {}})
except ImportError as error:
    print(error)  # expect: __import__ not found
for arguments in ((1,), ("",), ("a", {}, {}, (), -1), ("a", None, None, (), 1), ("a", {"__package__": ""}, {}, (), 1)):
    try:
        __import__(*arguments)
    except (TypeError, ValueError, ImportError) as error:
        print(type(error).__name__, error)
# expect: TypeError module name must be a string
# expect: ValueError Empty module name
# expect: ValueError level must be >= 0
# expect: TypeError globals must be a dict
# expect: ImportError attempted relative import with no known parent package
