"""Generators and coroutines that only their own thread resumes, while all others look at them.

A look takes what stands in the frame's registers, and the owner must not notice: each generator yields all its values.
"""
from _storm import THREADS, storm

watched = [None] * THREADS


async def nothing():
    return 7


class Step:
    def __await__(self):
        return (yield "step")


async def waits(n):
    total = 0
    for _ in range(n):
        total += await nothing()
        assert await Step() == "sent"
    return total


def count(n):
    for i in range(n):
        got = yield i
        assert got in (None, i)


def delegates(n):
    yield from count(n)
    return "end"


def own_generator(number, dice):
    n = dice.roll(20)
    generator = watched[number] = (count if dice.roll(2) else delegates)(n)
    if dice.roll(2):
        assert list(generator) == list(range(n))
    elif n:
        assert next(generator) == 0
        for i in range(1, n):
            assert generator.send(i - 1) == i
        generator.close()


def own_coroutine(number, dice):
    n = dice.roll(10)
    coroutine = watched[number] = waits(n)
    sent = None
    try:
        while True:
            assert coroutine.send(sent) == "step"
            sent = "sent"
    except StopIteration as end:
        assert end.value == 7 * n


def own_unstarted(number, dice):
    generator = watched[number] = delegates(3)
    if dice.roll(2):
        try:
            generator.throw(KeyError)
        except KeyError:
            return
    else:
        try:
            generator.send(1)
        except TypeError:
            generator.close()
            return
    raise AssertionError("the generator has swallowed it")


def look(number, dice):
    generator = watched[dice.roll(THREADS)]
    if hasattr(generator, "cr_frame"):
        frame, state, inner = generator.cr_frame, generator.cr_suspended, generator.cr_await
    elif generator is not None:
        frame, state, inner = generator.gi_frame, generator.gi_suspended, generator.gi_yieldfrom
    else:
        return
    assert state in (True, False) and (frame is None or frame.f_locals.get("n", 0) in range(20))


def step(number, dice):
    (own_generator, own_coroutine, own_unstarted)[dice.roll(3)](number, dice)
    for _ in range(5):
        look(number, dice)


storm(step)
print("ok")  # expect: ok
