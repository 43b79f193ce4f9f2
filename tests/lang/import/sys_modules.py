import sys
import support.with_all

print(sys.modules["support.with_all"] is support.with_all, "support" in sys.modules, sys.modules["__main__"].__name__)
# expect: True True __main__
del sys.modules["support.with_all"]
import support.with_all as fresh
print(fresh.shown, __import__("math").floor(1.5))  # expect: 1 1
sys.modules["made_up"] = fresh
import made_up
print(made_up is fresh)  # expect: True
sys.modules["blocked"] = None
try:
    import blocked
except ModuleNotFoundError as error:
    print(error)  # expect: import of blocked halted; None in sys.modules
