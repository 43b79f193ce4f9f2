# A mock that stands for a special method is still that mock; wrapped functions keep their names.
import types
from unittest import mock

text = mock.Mock()
text.__repr__ = mock.Mock()
text.__repr__.return_value = "<text>"
text.__str__ = mock.Mock(return_value="as str")
print(repr(text), str(text), text.__str__.call_count)
text.__str__.assert_called_once_with()
items = mock.MagicMock()
items.__len__.return_value = 3
items.__getitem__ = mock.Mock(side_effect=KeyError("missing"))
print(len(items), items.__len__.call_count)
try:
    items["a"]
except KeyError as error:
    print(repr(error), items.__getitem__.call_args)
items.__contains__ = lambda self, item: item == 1
print(1 in items, 2 in items)


def plain():
    """Does nothing."""


wrapped = types.coroutine(plain)
print(wrapped.__name__, wrapped.__qualname__, wrapped.__doc__, wrapped.__module__, wrapped.__wrapped__ is plain)
