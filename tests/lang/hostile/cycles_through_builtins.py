# Cycles through the attributes of instances of built-in types and their subclasses are collected.
import gc
import types
import weakref


class Witness:
    pass


def make(create, *arguments):
    thing = create(*arguments)
    thing.self = thing
    thing.witness = Witness()
    thing.__dict__["more"] = [thing]
    return weakref.ref(thing.witness)


class Tuple(tuple):
    pass


class List(list):
    pass


class Dict(dict):
    pass


class Text(str):
    pass


class Error(Exception):
    pass


class Space(types.SimpleNamespace):
    pass


class Static(staticmethod):
    pass


class Class(classmethod):
    pass


class Module(types.ModuleType):
    pass


class Property(property):
    pass


def function():
    pass


for create, arguments in (
    (Tuple, ((1, 2),)),
    (List, ([1],)),
    (Dict, ()),
    (Text, ("a",)),
    (ValueError, (1,)),
    (Error, (1,)),
    (types.SimpleNamespace, ()),
    (Space, ()),
    (staticmethod, (function,)),
    (Static, (function,)),
    (classmethod, (function,)),
    (Class, (function,)),
    (types.ModuleType, ("m",)),
    (Module, ("m",)),
    (Property, ()),
    (lambda: lambda: 0, ()),
):
    witness = make(create, *arguments)
    gc.collect()
    if witness() is not None:
        print("still alive:", create)
print("done")  # expect: done
