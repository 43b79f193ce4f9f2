# Attributes beyond those that an instance has room for, and of instances of built-in types' subclasses, stay what
# they are while their classes, their dicts and they themselves change under a loop that has read them before.


class Wide:
    pass


class Table(dict):
    shared = "class"


class Problem(Exception):
    shared = "class"


class Slotted:
    __slots__ = ("own", "__dict__")


def fill(thing):
    for i in range(12):
        setattr(thing, "name" + str(i), i)
    thing.last = "last"
    return thing


def read(thing):
    return thing.last, thing.name0, thing.name11


def write(thing, value):
    thing.last = value
    thing.name0 += 1


def try_read(thing):
    try:
        return read(thing)
    except AttributeError as error:
        return str(error)


things = [fill(make()) for make in (Wide, Table, Problem, Slotted)]
for thing in things:
    for i in range(3):
        write(thing, i)
    print(type(thing).__name__, read(thing))
# expect: Wide (2, 3, 11)
# expect: Table (2, 3, 11)
# expect: Problem (2, 3, 11)
# expect: Slotted (2, 3, 11)

for thing in things:
    type(thing).last = property(lambda self: "property")
    print(read(thing)[0], end=" ")
    del type(thing).last
    print(read(thing)[0])
# expect: property 2
# expect: property 2
# expect: property 2
# expect: property 2

for thing in things:
    thing.__dict__["last"] = "dict"
    print(read(thing))
    del thing.last
    print(try_read(thing))
    thing.__dict__ = {"last": 1, "name0": 2, "name11": 3}
    print(read(thing))
# expect: ('dict', 3, 11)
# expect: 'Wide' object has no attribute 'last'
# expect: (1, 2, 3)
# expect: ('dict', 3, 11)
# expect: 'Table' object has no attribute 'last'
# expect: (1, 2, 3)
# expect: ('dict', 3, 11)
# expect: 'Problem' object has no attribute 'last'
# expect: (1, 2, 3)
# expect: ('dict', 3, 11)
# expect: 'Slotted' object has no attribute 'last'
# expect: (1, 2, 3)


def shared(thing):
    return thing.shared


class OtherTable(dict):
    shared = "other class"


for thing, other in (Table(), OtherTable), (Problem(), None):
    print(shared(thing), end=" ")
    thing.extra = 1
    print(shared(thing), end=" ")
    type(thing).shared = "changed"
    print(shared(thing), end=" ")
    if other:
        thing.__class__ = other
        print(shared(thing), end=" ")
    thing.shared = "own"
    print(shared(thing))
# expect: class class changed other class own
# expect: class class changed own
