# What a function given to sys.setprofile hears: which calls and returns, in which line, in which order.
import sys
import threading

heard = []


def hear(frame, event, argument):
    line = "" if event == "return" else frame.f_lineno - frame.f_code.co_firstlineno
    heard.append(f"{event:11} {frame.f_code.co_name} {line} {getattr(argument, '__qualname__', argument)}")


def show(title, function, *arguments):
    sys.setprofile(hear)
    try:
        function(*arguments)
    except Exception as error:
        heard.append(f"raised {error!r}")
    sys.setprofile(None)
    print("---", title)
    print("\n".join(heard))
    heard.clear()


def length():
    return len("ab")


def calls():
    items = []
    items.append(length())
    list.append(items, 4)
    append = items.append
    append(*[1])
    items.sort(key=lambda n: -n)
    print("", **{"end": ""})
    exec("max(1, 2)")
    return [abs(n) for n in items] and sum(n for n in items)


def recursion(n):
    return n and recursion(n - 1)


def numbers():
    received = yield 1
    yield received


def generators():
    for n in numbers():
        pass
    generator = numbers()
    next(generator)
    generator.send("sent")
    try:
        generator.throw(KeyError)
    except KeyError:
        pass


def outer_numbers():
    yield (yield from numbers())


def fails():
    try:
        [].pop()
    finally:
        length()


def survives():
    try:
        fails()
    except IndexError:
        return [].pop


class Special:
    def __init__(self, n=0):
        self.n = n

    def __add__(self, other):
        return "sum"

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        return True

    def __getattr__(self, name):
        return name

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return True

    @property
    def twice(self):
        return max(self.n, self.n) * 2

    @classmethod
    def make(cls):
        return cls()


def methods():
    special = Special.make()
    special + 1
    special.twice, special.missing
    {special: 1}[Special(2)]
    with special:
        1 / 0

    class Inner:
        n = min(1, 2)


class Wrong:
    def __init__(self):
        return 3


class Manager:
    async def __aenter__(self):
        return 1

    async def __aexit__(self, *exc_info):
        return None


async def coroutine():
    async with Manager() as n:
        return n


def run_coroutine():
    try:
        coroutine().send(None)
    except StopIteration as stop:
        return stop.value


show("calls", calls)
show("recursion", recursion, 2)
show("generators", generators)
show("delegation", lambda: list(outer_numbers()))
show("exceptions", survives)
show("an exception that nobody catches", fails)
show("methods", methods)
show("a result __init__ must not have", Wrong)
show("coroutines", run_coroutine)

# In other threads: one that sets its own, one that has been given one.
thread = threading.Thread(target=show, args=("a thread", length))
thread.start()
thread.join()
threading.setprofile(hear)
thread = threading.Thread(target=length)
thread.start()
thread.join()
threading.setprofile(None)
print("--- a thread from its start")
print("\n".join(line for line in heard if " length " in line))
heard.clear()

# The function ends the profiling, hands it on, or fails.


def ends(frame, event, argument):
    heard.append("ends " + event)
    if event == "return":
        sys.setprofile(None)


def hands_on(frame, event, argument):
    heard.append("hands on " + event)
    if event == "c_call":
        sys.setprofile(hear)


def try_once(function):
    sys.setprofile(function)
    length()
    print(getattr(sys.getprofile(), "__name__", None))
    sys.setprofile(None)
    if heard[0].endswith("c_return"):
        del heard[0]  # that of setprofile(), which CPython tells of now and then
    print("\n".join(heard))
    heard.clear()


try_once(hands_on)
try_once(ends)

for failing in "call", "return", "c_call", "c_return", "c_exception":
    def fail(frame, event, argument):
        if event == failing and frame.f_code.co_name in ("length", "fails"):
            raise LookupError("at " + event)

    sys.setprofile(fail)
    try:
        fails()
    except LookupError as error:
        print(error, sys.getprofile(), repr(error.__context__))
    sys.setprofile(None)
