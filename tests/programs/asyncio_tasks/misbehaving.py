# Futures and tasks of loops, awaitables and callbacks that misbehave.
import asyncio
import gc
import re
from asyncio import Future, Task


def t(f):
    try:
        r = f()
    except BaseException as e:
        r = e
    print(re.sub("[^ ]*misbehaving", "misbehaving", re.sub("0x[0-9a-f]+", "0x", repr(r))))


class L:

    def __init__(s):
        s.calls = []

    def get_debug(s):
        return False

    def call_soon(s, *a, **k):
        s.calls.append(a)

    def call_exception_handler(s, c):
        print("handler", c["message"])

    def is_running(s):
        return True

    def __repr__(s):
        return "L"


async def co():
    return 5


async def aw(x):
    return await x
l = L()
f = Future(loop=l)
t(lambda: f.add_done_callback(len))
t(lambda: f.set_result(3))
t(lambda: len(l.calls))
t(lambda: f.result())
t(lambda: f.set_result(4))
k = Task(co(), loop=l)
t(lambda: k)
t(lambda: len(l.calls))
t(lambda: l.calls[-1][0]())
t(lambda: k.result())
t(lambda: l.calls[-1][0]())
k = Task(aw(f), loop=l)
l.calls[-1][0]()
t(lambda: k.done())
g = Future(loop=l)
k = Task(aw(g), loop=l)
l.calls[-1][0]()
t(lambda: k)
t(lambda: k._fut_waiter is g)
g.cancel("why")
t(lambda: l.calls[-1])
l.calls[-1][0](*l.calls[-1][1:])
t(lambda: k.cancelled())
t(lambda: k.result())


class Bad(L):

    def get_debug(s):
        raise KeyError("debug")
t(lambda: Future(loop=Bad()))


class Bad2(L):

    def call_soon(s, *a, **k):
        raise KeyError("soon")
b = Bad2()
f = Future(loop=b)
f.add_done_callback(len)
t(lambda: f.set_result(1))
t(lambda: f.done())


class F2(Future):

    def result(s):
        raise ZeroDivisionError("mine")

    def add_done_callback(s, *a, **k):
        print("add")
        return super().add_done_callback(*a, **k)

    def __del__(s):
        print("del F2")
        super().__del__()
f = F2(loop=l)
k = Task(aw(f), loop=l)
l.calls[-1][0]()
t(lambda: k._fut_waiter is f)
f.set_result(1)
l.calls[-1][0](*l.calls[-1][1:])
t(lambda: k.result())
del f, k
l.calls.clear()
gc.collect()


class Like:
    _asyncio_future_blocking = True

    def __init__(s, l):
        s._loop = l

    def get_loop(s):
        return s._loop

    def add_done_callback(s, cb, *, context):
        s.cb = cb

    def cancel(s, msg=None):
        print("cancel", msg)
        return True

    def result(s):
        return 7

    def __await__(s):
        yield s
x = Like(l)
k = Task(aw(x), loop=l)
l.calls[-1][0]()
t(lambda: x._asyncio_future_blocking)
t(lambda: k.cancel("m"))
t(lambda: x.cb(x))
t(lambda: k)
t(lambda: k.result())


class Y:

    def __await__(s):
        yield s.v


def bad_yield(v):
    y = Y()
    y.v = v
    k = Task(aw(y), loop=l)
    l.calls[-1][0]()
    t(lambda: (l.calls[-1][0](), k.exception())[1])
for v in (5, "x", Future(loop=L()), Future(loop=l), (i for i in ())):
    bad_yield(v)


class E(Exception):
    pass


class Eq:

    def __eq__(s, o):
        raise E("eq")

    def __call__(s, *a):
        pass
f = Future(loop=l)
f.add_done_callback(Eq())
f.add_done_callback(Eq())
t(lambda: f.remove_done_callback(len))
f = Future(loop=l)


class Mut:

    def __eq__(s, o):
        f.set_result(1) if not f.done() else None
        return True

    def __call__(s, *a):
        pass
for i in range(3):
    f.add_done_callback(Mut())
t(lambda: f.remove_done_callback(len))
t(lambda: f)
f = Future(loop=l)
f.set_exception(E("x"))
del f
gc.collect()
f = Future(loop=l)
t(lambda: f.set_exception(StopIteration(1)))
t(lambda: f.exception())
t(lambda: f.exception().__cause__)
k = Task(aw(Future(loop=l)), loop=l)
l.calls[-1][0]()
l.calls.clear()
del k
gc.collect()


class T2(Task):

    def cancel(s, msg=None):
        print("T2.cancel")
        return super().cancel(msg)

    def __repr__(s):
        return "T2!"
k = T2(aw(Future(loop=l)), loop=l, name=["n"])
l.calls[-1][0]()
t(lambda: k)
t(lambda: k.get_name())
m = Task(aw(k), loop=l)
l.calls[-1][0]()
t(lambda: m.cancel())
t(lambda: k.cancelling())
t(lambda: k.uncancel())
t(lambda: k.uncancel())
k.__init__(co(), loop=l)
t(lambda: k.get_coro().__name__)
l.calls[-1][0]()
t(lambda: k.result())
t(lambda: asyncio.current_task(l))
t(lambda: asyncio.tasks._enter_task(l, k))
t(lambda: asyncio.current_task(l))
t(lambda: asyncio.tasks._enter_task(l, m))
t(lambda: asyncio.tasks._leave_task(l, m))
t(lambda: asyncio.tasks._leave_task(l, k))
t(lambda: asyncio.tasks._swap_current_task(l, k))
t(lambda: asyncio.tasks._swap_current_task(l, None))
t(lambda: Task(co(), loop=l, eager_start=True).result())


def rec(n):
    f = Future(loop=l)
    for i in range(n):

        async def w(f=f):
            await f
        k = Task(w(), loop=l)
        l.calls[-1][0]()
        f = k
    return f
k = rec(50)
t(lambda: k.cancel())
it = iter(Future(loop=l))
next(it)
t(lambda: next(it))
t(lambda: it.throw(E("t")))
t(lambda: next(it))
t(lambda: it.close())
t(lambda: Future.__class_getitem__(int))
t(lambda: Future.__mro__)
t(lambda: Task.__mro__)
f = Future(loop=l)
f.x = 1
t(lambda: setattr(f, "__class__", Task))
t(lambda: setattr(f, "__class__", F2))


class R(Future):

    def __del__(s):
        global kept
        kept = s
R(loop=l)
t(lambda: kept.done())
kept.set_result(1)
t(lambda: kept.result())
del kept


def z():

    class X(Future, Exception):
        pass
t(z)
