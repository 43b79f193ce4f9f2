# Names for the types that have no builtin name.

import sys


def _f():
    pass


FunctionType = LambdaType = type(_f)
CodeType = type(_f.__code__)
MappingProxyType = type(type.__dict__)
SimpleNamespace = type(sys._namespace())


def _cell():
    x = None

    def inner():
        return x

    return inner.__closure__[0]


CellType = type(_cell())


class _C:
    def method(self):
        pass


MethodType = type(_C().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
WrapperDescriptorType = type(object.__str__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
GetSetDescriptorType = type(FunctionType.__code__)


class _Slots:
    __slots__ = ("field",)


MemberDescriptorType = type(_Slots.field)
ModuleType = type(sys)
GeneratorType = type((lambda: (yield))())


async def _coroutine():
    pass


async def _async_generator():
    yield


_unused = _coroutine()
CoroutineType = type(_unused)
_unused.close()
AsyncGeneratorType = type(_async_generator())
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(...)

try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)
    FrameType = type(_error.__traceback__.tb_frame)


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Makes a class as the class statement does."""
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return meta(name, resolved, namespace, **kwds)


class _GeneratorWrapper:
    """Lets an object that only behaves like a generator be awaited."""

    def __init__(self, generator):
        self._generator = generator
        self.__name__ = getattr(generator, "__name__", None)
        self.__qualname__ = getattr(generator, "__qualname__", None)

    def send(self, value):
        return self._generator.send(value)

    def throw(self, *arguments):
        return self._generator.throw(*arguments)

    def close(self):
        return self._generator.close()

    def __next__(self):
        return next(self._generator)

    def __iter__(self):
        return self

    __await__ = __iter__

    @property
    def gi_code(self):
        return self._generator.gi_code

    @property
    def gi_frame(self):
        return self._generator.gi_frame

    @property
    def gi_running(self):
        return self._generator.gi_running

    @property
    def gi_yieldfrom(self):
        return self._generator.gi_yieldfrom

    cr_code, cr_frame, cr_running, cr_await = gi_code, gi_frame, gi_running, gi_yieldfrom


def coroutine(func):
    """Makes a generator function whose generators can be awaited."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    if isinstance(func, FunctionType):
        if func.__code__.co_flags & 0x180 or _make_awaitable(func):
            return func

    def wrapped(*arguments, **keywords):
        result = func(*arguments, **keywords)
        if isinstance(result, (CoroutineType, GeneratorType)) or hasattr(result, "__await__"):
            return result
        if hasattr(result, "send") and hasattr(result, "throw") and hasattr(result, "close"):
            return _GeneratorWrapper(result)
        return result

    for name in "__module__", "__name__", "__qualname__", "__doc__":
        setattr(wrapped, name, getattr(func, name, getattr(wrapped, name)))
    wrapped.__wrapped__ = func
    return wrapped


_make_awaitable = sys._make_awaitable
del sys, _f, _cell, _C, _Slots, _coroutine, _async_generator, _unused
GenericAlias = type(list[int])
UnionType = type(int | str)


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, the namespace and the keywords that a class statement would use."""
    kwds = dict(kwds or {})
    if "metaclass" in kwds:
        meta = kwds.pop("metaclass")
    else:
        meta = type(bases[0]) if bases else type
    if isinstance(meta, type):
        for base in bases:
            kind = type(base)
            if not issubclass(meta, kind):
                if not issubclass(kind, meta):
                    raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                                    "subclass of the metaclasses of all its bases")
                meta = kind
    namespace = meta.__prepare__(name, bases, **kwds) if hasattr(meta, "__prepare__") else {}
    return meta, namespace, kwds


def resolve_bases(bases):
    """The bases with what is no class replaced by its __mro_entries__."""
    resolved = []
    for base in bases:
        if not isinstance(base, type) and hasattr(base, "__mro_entries__"):
            resolved.extend(base.__mro_entries__(bases))
        else:
            resolved.append(base)
    return tuple(resolved) if resolved != list(bases) else bases


def get_original_bases(cls, /):
    """The bases as they were written."""
    try:
        return cls.__dict__.get("__orig_bases__", cls.__bases__)
    except AttributeError:
        raise TypeError(f"Expected an instance of type, not {type(cls).__name__!r}") from None


class DynamicClassAttribute:
    """A property of instances; the class looks for an attribute of that name elsewhere."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or getattr(fget, "__doc__", None)
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, owner=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def getter(self, fget):
        doc = fget.__doc__ if self.overwrite_doc else None
        changed = type(self)(fget, self.fset, self.fdel, doc or self.__doc__)
        changed.overwrite_doc = self.overwrite_doc
        return changed

    def setter(self, fset):
        changed = type(self)(self.fget, fset, self.fdel, self.__doc__)
        changed.overwrite_doc = self.overwrite_doc
        return changed

    def deleter(self, fdel):
        changed = type(self)(self.fget, self.fset, fdel, self.__doc__)
        changed.overwrite_doc = self.overwrite_doc
        return changed
