"""Weak references, proxies, weak containers, finalize."""

import weakref, gc


class A:

    def __init__(s, n=0):
        s.n = n

    def m(s):
        return s.n


a = A(3)
r = weakref.ref(a)
print(r() is a, weakref.ref(a) is r, weakref.getweakrefcount(a), r == weakref.ref(a))
log = []
r2 = weakref.ref(a, lambda w: log.append(w is r2))
print(weakref.getweakrefcount(a))
del a
print(r(), r2(), log, 'dead' in repr(r))
for bad in (5, 'a', [], {}, (1,), None, object()):
    try:
        weakref.ref(bad)
    except TypeError as e:
        print(e)
for ok in (A, print, lambda: 0, set(), A().m, weakref):
    weakref.ref(ok)


class S:
    __slots__ = ('x',)


class S2:
    __slots__ = ('x', '__weakref__')


try:
    weakref.ref(S())
except TypeError as e:
    print(e)
s = S2()
print(weakref.ref(s)() is s)


class L(list):
    pass


l = L([1])
print(weakref.ref(l)() is l)
d = weakref.WeakValueDictionary()
x = A(1)
y = A(2)
d['x'] = x
d['y'] = y
print(sorted(d), len(d), d['x'].n, 'y' in d)
del y
print(sorted(d.keys()), d.get('y'), len(d))
try:
    d['y']
except KeyError as e:
    print('KeyError', e)
k = weakref.WeakKeyDictionary()
k[x] = 1
z = A(5)
k[z] = 2
print(len(k), k[x], z in k)
del z
print(len(k))
ws = weakref.WeakSet()
ws.add(x)
w = A(9)
ws.add(w)
print(len(ws), w in ws)
del w
print(len(ws), [i.n for i in ws])
p = weakref.proxy(x)
print(p.n, p.m(), type(p).__name__)
p.n = 8
print(x.n)
wm = weakref.WeakMethod(x.m)
print(wm()())
fin = weakref.finalize(x, print, 'finalized', 1)
print(fin.alive)
del x
print(fin.alive, wm())
try:
    p.n
except ReferenceError as e:
    print(e)
c = A()
c.me = c
rc = weakref.ref(c, lambda w: print('cb'))
del c
gc.collect()
print(rc())


class Sub(weakref.ref):
    pass


o = A()
sr = Sub(o)
print(sr() is o, type(sr).__name__, hash(sr) == hash(o))


class P:

    def __init__(s):
        s.children = []
        s.parent = None


par = P()
ch = P()
ch.parent = weakref.ref(par)
par.children.append(ch)
print(ch.parent() is par)
del par
print(ch.parent())
weakref.finalize(o, print, 'at exit')


class C1:
    pass


class C2(C1):
    pass


print([c.__name__ for c in C1.__subclasses__()])
del C2
gc.collect()
print(C1.__subclasses__())

# References themselves cannot be referred to weakly, those of a subclass can.
try:
    weakref.ref(weakref.ref(C1))
except TypeError as error:
    print(error)
reference = type("Reference", (weakref.ref,), {})(C1)
print(weakref.ref(reference)() is reference)

# Callbacks run newest first, finalizers too; at the end one that a finalizer makes is the next.
watched = C1()
kept = [weakref.ref(watched, lambda r, i=i: print('callback', i)) for i in range(3)]
for i in range(2):
    weakref.finalize(watched, print, 'finalizer', i)
del watched
weakref.finalize(o, lambda: weakref.finalize(o, print, 'made at exit'))


class Text:
    """Changes in place, and goes backwards."""

    def __init__(self, text):
        self.text = text

    def __add__(self, other):
        return 'new'

    def __iadd__(self, other):
        self.text += other
        return self

    def __divmod__(self, other):
        return self.text, other

    def __len__(self):
        return len(self.text)

    def __bytes__(self):
        return self.text.encode()

    def __reversed__(self):
        return reversed(self.text)


text = Text('ab')
p = weakref.proxy(text)
print(p + 'c', bytes(p), ''.join(reversed(p)), divmod(p, 3), len(p))
p += 'c'
print(p is text, text.text)

from collections.abc import MutableSet
print(isinstance(weakref.WeakSet(), MutableSet))
