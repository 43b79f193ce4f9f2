"""Subclasses of weakref.ref, and copies and unions of the weak dictionaries."""

import copy
import gc
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name!r})"

    def method(self):
        return self.name


class Noting(weakref.ref):
    def __init__(self, target, callback=None, **notes):
        super().__init__(target, callback)
        self.notes = notes


called = []
thing = Thing("a")
reference = Noting(thing, called.append, colour="red")
print(reference() is thing, reference.notes, reference.__callback__ == called.append)
del thing
print(reference() is None, called == [reference])

# A reference that holds the only reference to its target is not called when both go.
called.clear()
for _ in range(3):
    target = Thing("b")
    first = Noting(target, called.append)
    first.target = target
    del target, first
    target = Thing("c")
    first = Noting(target, called.append)
    second = Noting(target, called.append)
    first.other = second
    second.target = target
    del target, second, first
gc.collect()
print(called)

one, two = Thing("one"), Thing("two")
plain = weakref.ref(one)
print(copy.copy(plain) is plain, copy.deepcopy(plain) is plain)
keyed = weakref.WeakKeyDictionary({one: [1], two: [2]})
deep = copy.deepcopy(keyed)
print(deep[one] == keyed[one], deep[one] is keyed[one], copy.copy(keyed)[one] is keyed[one])
valued = weakref.WeakValueDictionary({"one": one, "two": two})
deep = copy.deepcopy(valued)
print(sorted(deep.items()), deep["one"] is one, [entry() for entry in valued.itervaluerefs()])
print(dict(keyed | {two: 5}), dict({one: 6} | keyed), type({one: 6} | keyed).__name__)
print(dict(valued | {"two": one}), dict({"one": two, "x": one} | valued))
keyed |= {one: 7}
print(keyed[one])
try:
    keyed | [1]
except TypeError as error:
    print(error)
del one
print(len(keyed), len(valued), list(valued))

left, right = weakref.WeakMethod(two.method), weakref.WeakMethod(two.method)
print(left == right, left != right, left == 1, left != 1)
