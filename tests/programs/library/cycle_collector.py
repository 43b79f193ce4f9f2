"""Cycles are found and destroyed; finalizers, resurrection, reports."""

import gc


class Node:

    def __init__(self, n):
        self.n = n
        self.other = None


a = Node(1)
b = Node(2)
a.other = b
b.other = a
del a, b
print(gc.collect(), gc.collect())


class D:

    def __del__(self):
        print('del', self.n)


d = D()
d.n = 5
d.me = d
del d
gc.collect()
l = []
l.append(l)
del l
t = ([],)
t[0].append(t)
del t
dd = {}
dd['x'] = dd
del dd
print(gc.collect())


def f():

    def g():
        return g
    return g


f()
gc.collect()


class Local:
    pass


def mk():

    class K:

        def m(self):
            return K
    return K()


mk()
print(gc.collect() > 0)


def gen():
    me = (yield)
    try:
        yield
    finally:
        print('gen closed')


g = gen()
next(g)
g.send(g)
del g
gc.collect()


class R:
    keep = None

    def __del__(self):
        R.keep = self
        print('resurrect')


r = R()
r.me = r
del r
gc.collect()
print(R.keep is not None, R.keep.me is R.keep)
R.keep.me = None
R.keep = None
gc.collect()
print('end')
import sys


def exc():
    try:
        1 / 0
    except ZeroDivisionError as e:
        x = e
    return None


exc()
gc.collect()
for i in range(300000):
    n = Node(i)
    n.other = n
print(len(gc.get_objects()) < 250000, gc.isenabled())
gc.disable()
print(gc.isenabled())
gc.enable()
x = [1]
y = [x]
print(gc.get_referents(y) == [[1]], any((r is y for r in gc.get_referrers(x))), gc.is_tracked(x), gc.is_tracked(5), gc.get_threshold(), gc.is_tracked('a'))
ev = []
gc.callbacks.append(lambda p, i: ev.append((p, i['generation'])))
gc.collect()
print(ev)
gc.callbacks.clear()
try:
    gc.collect(7)
except ValueError as e:
    print(e)
