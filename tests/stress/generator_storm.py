"""Generators and coroutines shared by threads: resumed, thrown into, closed and dropped by all."""
from _storm import storm_of


def count(n):
    try:
        for i in range(n):
            got = yield i
            if got is not None:
                yield ("got", got)
    finally:
        closed.append(n)


def nested(n):
    yield from count(n)
    return "end"


async def waits(n):
    for _ in range(n):
        await Step()
    return n


class Step:
    def __await__(self):
        yield "step"


closed = []
slots = {}


def renew(dice):
    slots["plain"] = count(dice.roll(30))
    slots["nested"] = nested(dice.roll(30))
    slots["expression"] = (x * x for x in range(dice.roll(30)))
    slots["coroutine"] = coroutine = waits(1 + dice.roll(9))
    coroutine.send(None)  # one that never started would be reported
    del closed[50:]


def pick(dice):
    return slots[("plain", "nested", "expression")[dice.roll(3)]]


def pull(dice):
    for _ in range(3):
        value = next(pick(dice))
        assert isinstance(value, int) or value[0] == "got"


def send(dice):
    pick(dice).send(["text", None][dice.roll(2)])


def throw(dice):
    pick(dice).throw(KeyError("thrown"))


def close(dice):
    pick(dice).close()


def drain(dice):
    for value in pick(dice):
        pass


def look(dice):
    generator = pick(dice)
    repr(generator), generator.gi_running, generator.gi_suspended, generator.gi_yieldfrom
    frame = generator.gi_frame
    if frame is not None:
        assert frame.f_lineno is None or frame.f_lineno > 0
        frame.f_code, frame.f_locals


def rename(dice):
    generator = pick(dice)
    generator.__name__ = "name" + str(dice.roll(100))
    assert isinstance(generator.__name__ + generator.__qualname__, str)
    generator.__qualname__ = "name" + str(dice.roll(100))


def step_coroutine(dice):
    coroutine = slots["coroutine"]
    try:
        assert coroutine.send(None) == "step"
        repr(coroutine), coroutine.cr_await, coroutine.cr_frame
    except StopIteration as end:
        assert end.value in (*range(10), None)


def close_coroutine(dice):
    slots["coroutine"].close()


renew(__import__("_storm").Dice(1))
storm_of([renew, pull, pull, send, throw, close, drain, look, rename, step_coroutine, close_coroutine],
         expected=(StopIteration, ValueError, KeyError, RuntimeError, TypeError))
for name in slots:
    slots[name].close()
print("ok")  # expect: ok
