"""What a class statement and the attributes of classes refuse."""


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


class Plain:
    pass


# Attributes of classes that have a type of their own.
attempt(lambda: setattr(Plain, "__qualname__", 5))
attempt(lambda: setattr(Plain, "__name__", 5))
attempt(lambda: setattr(Plain, "__name__", "a\0b"))
attempt(lambda: delattr(Plain, "__name__"))
attempt(lambda: delattr(Plain, "__type_params__"))
attempt(lambda: Plain.__type_params__)
attempt(lambda: setattr(int, "__type_params__", ()))
attempt(lambda: type.__dict__["__type_params__"].__set__(int, ()))
attempt(lambda: type.__dict__["__annotations__"].__set__(int, {}))
attempt(lambda: type.__dict__["__annotations__"].__delete__(int))
attempt(lambda: delattr(Plain, "__annotations__"))
attempt(lambda: delattr(Plain, "__module__"))
attempt(lambda: type("a\0b", (), {}))
print(Plain, Plain.__qualname__, Plain.__annotations__)


# What takes part in a class statement.
class Base:
    def __mro_entries__(self, bases):
        return [int]


class Unprepared(type):
    @classmethod
    def __prepare__(metaclass, name, bases):
        return 5


class Forgetful(type):
    def __new__(metaclass, name, bases, namespace):
        namespace = dict(namespace)
        namespace.pop("__classcell__", None)
        return super().__new__(metaclass, name, bases, namespace)


class Swapping(type):
    def __new__(metaclass, name, bases, namespace):
        super().__new__(metaclass, "Other", bases, namespace)
        namespace = dict(namespace)
        namespace.pop("__classcell__", None)
        return super().__new__(metaclass, name, bases, namespace)


def derived_from_list():
    class Derived(Base()):
        pass


def unprepared():
    class Derived(metaclass=Unprepared):
        pass


def prepared_by_function():
    def metaclass(name, bases, namespace):
        return 5

    metaclass.__prepare__ = lambda name, bases: 5

    class Derived(metaclass=metaclass):
        pass


def made_by_function():
    class Derived(metaclass=lambda name, bases, namespace: 5):
        def method(self):
            return __class__

    return Derived


def forgotten():
    class Derived(metaclass=Forgetful):
        def method(self):
            return __class__


def not_asked_for():
    class Derived(metaclass=Forgetful):
        pass

    return Derived.__name__


def swapped():
    class Derived(metaclass=Swapping):
        def method(self):
            return __class__


attempt(derived_from_list)
attempt(unprepared)
attempt(prepared_by_function)
attempt(made_by_function)
attempt(forgotten)
attempt(not_asked_for)
attempt(swapped)
attempt(lambda: type("C", (), {"__classcell__": 5}))


# __weakref__ twice.
def slots_of(base, *names):
    class Derived(base):
        __slots__ = names

    return Derived.__slots__


class Empty:
    __slots__ = ()


attempt(lambda: slots_of(Empty, "__weakref__"))
attempt(lambda: slots_of(Empty, "__weakref__", "".join(["__weak", "ref__"])))
attempt(lambda: slots_of(Plain, "__weakref__"))
attempt(lambda: slots_of(list, "__weakref__"))

# Numbers of errors that no system has.
print(type(OSError(2, "x")).__name__, type(OSError((1 << 32) + 2, "x")).__name__)
