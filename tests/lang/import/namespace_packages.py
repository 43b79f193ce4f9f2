# A folder without __init__.py is a package that has nothing but its modules.
import _spaces.first
import _spaces.deeper.second
from _spaces import first

print(_spaces.first.here, _spaces.deeper.second.here, first is _spaces.first)
# expect: _spaces.first _spaces.deeper.second True
print(_spaces.__file__, len(_spaces.__path__), repr(_spaces).startswith("<module '_spaces' (namespace) from ["))
# expect: None 1 True
try:
    import _spaces.third
except ModuleNotFoundError as error:
    print(error)  # expect: No module named '_spaces.third'
try:
    from _spaces import third
except ImportError as error:
    print(error)  # expect: cannot import name 'third' from '_spaces' (unknown location)
