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

# Decorators that stand above each other: what is nearest to the function comes first.
import asyncio
import os
import time
from unittest.mock import AsyncMock, patch


@patch("time.time")
@patch("time.sleep")
@patch.dict(os.environ, {"A": "1"})
@patch("os.getcwd", new=lambda: "here")
@patch("os.getpid", return_value=7)
def patched(number, getpid, sleep, clock, *, k=0):
    print(number, k, getpid is os.getpid, sleep is time.sleep, clock is time.time, os.getcwd(), os.environ["A"], os.getpid())


patched(1, k=2)
patched(3)
print(len(patched.patchings), patched.__name__, "A" in os.environ)


@patch("time.time")
@patch("asyncio.sleep")
async def patched_coroutine(sleep, clock):
    print(type(sleep).__name__, type(clock).__name__, sleep is asyncio.sleep)


asyncio.run(patched_coroutine())


@patch("time.sleep")
class Patched:
    def test_one(self, sleep):
        print(sleep is time.sleep)

    @patch("time.time")
    def test_two(self, clock, sleep):
        print(sleep is time.sleep, clock is time.time)


Patched().test_one()
Patched().test_two()
awaited = AsyncMock()
for arguments in ((1,), (2,)):
    try:
        awaited.assert_awaited_with(*arguments)
    except AssertionError as error:
        print(error)
    asyncio.run(awaited(2))
awaited.assert_awaited_with(2)
