"""Weak references, proxies, weak containers and finalizers while their targets come and go."""
import gc
import weakref

from _storm import storm_of


class Target:
    def __init__(self, n):
        self.n = n
        self.text = "target" + str(n)


class Returning(Target):
    def __del__(self):
        if self.n % 3 == 0:
            strong[self.n % 8] = self
        references[self.n % 8] = weakref.ref(self)


strong = [Target(n) for n in range(8)]
references = [weakref.ref(target) for target in strong]
by_name = weakref.WeakValueDictionary()
by_key = weakref.WeakKeyDictionary()
some = weakref.WeakSet()
called = []


def check(target):
    if target is not None:
        assert target.text == "target" + str(target.n)


def renew(dice):
    n = dice.roll(1000)
    target = [Target, Target, Returning][dice.roll(3)](n)
    strong[dice.roll(8)] = target
    references[dice.roll(8)] = weakref.ref(target, [None, called.append][dice.roll(2)])
    del called[20:]


def look(dice):
    for _ in range(5):
        check(references[dice.roll(8)]())


def plain_twice(dice):
    target = strong[dice.roll(8)]
    assert weakref.ref(target) is weakref.ref(target)
    assert weakref.getweakrefcount(target) >= 0
    for reference in weakref.getweakrefs(target):
        check(reference())


def proxy(dice):
    p = weakref.proxy(strong[dice.roll(8)])
    strong[dice.roll(8)] = Target(dice.roll(1000))
    assert p.text == "target" + str(p.n)


def values(dice):
    target = strong[dice.roll(8)]
    by_name[target.n] = target
    check(by_name.get(dice.roll(1000)))
    for value in list(by_name.values()):
        check(value)


def keys(dice):
    target = strong[dice.roll(8)]
    by_key[target] = target.n
    for key, n in list(by_key.items()):
        check(key)
        assert key.n == n
    some.add(target)
    for item in list(some):
        check(item)
    len(some), len(by_key)


def finalizer(dice):
    target = Target(dice.roll(1000))
    weakref.finalize(target, called.append, target.n)
    strong[dice.roll(8)] = target


def cycle(dice):
    target = Target(dice.roll(1000))
    target.me = target
    references[dice.roll(8)] = weakref.ref(target)
    if dice.roll(30) == 0:
        gc.collect()


def compare(dice):
    a, b = references[dice.roll(8)], references[dice.roll(8)]
    a == b, repr(a), hash(a), repr(by_name)


storm_of([renew, renew, look, look, plain_twice, proxy, values, keys, finalizer, cycle, compare],
         expected=(ReferenceError, RuntimeError, TypeError, KeyError))
print("ok")  # expect: ok
