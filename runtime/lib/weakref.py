"""References that do not keep their targets alive, and containers and proxies made of them."""

import itertools as _itertools
import operator as _operator
import sys as _sys
from collections.abc import Mapping as _Mapping, MutableMapping as _MutableMapping, MutableSet as _MutableSet
from _weakref import ReferenceType, getweakrefcount, getweakrefs, ref
from _weakrefset import WeakSet

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
           "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]

_MutableSet.register(WeakSet)


class WeakMethod(ref):
    """A reference to a bound method: it lives as long as the object and the function do."""

    __slots__ = ("_function", "_class", "_is_alive", "__weakref__")

    def __new__(cls, meth, callback=None):
        try:
            target, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def gone(argument):
            self = mine()
            if self is not None and self._is_alive:
                self._is_alive = False
                if callback is not None:
                    callback(self)
        self = ref.__new__(cls, target, gone)
        self._function = ref(function, gone)
        self._class = type(meth)
        self._is_alive = True
        mine = ref(self)
        return self

    def __call__(self):
        target = super().__call__()
        function = self._function()
        return None if target is None or function is None else self._class(function, target)

    def __ne__(self, other):
        return not self == other

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._is_alive or not other._is_alive:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    __hash__ = ref.__hash__


# --- proxies ---------------------------------------------------------------------------------

def _target(proxy):
    found = object.__getattribute__(proxy, "_reference")()
    if found is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return found


def _strong(value):
    return _target(value) if isinstance(value, weakproxy) else value


class weakproxy:
    """Behaves as its target; when that is gone, everything raises ReferenceError."""

    __slots__ = ("_reference", "__weakref__")
    __hash__ = None

    def __init__(self, target, callback=None):
        def gone(reference):
            callback(self)
        object.__setattr__(self, "_reference", ref(target, None if callback is None else gone))

    def __getattribute__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __repr__(self):
        found = object.__getattribute__(self, "_reference")()
        return f"<weakproxy at {id(self):#x} to {type(found).__name__} at {id(found):#x}>"

    def __str__(self):
        return str(_target(self))

    def __bool__(self):
        return bool(_target(self))

    def __bytes__(self):
        return bytes(_target(self))

    def __iter__(self):
        return iter(_target(self))

    def __reversed__(self):
        return reversed(_target(self))

    def __next__(self):
        return next(_target(self))

    def __len__(self):
        return len(_target(self))

    def __getitem__(self, key):
        return _target(self)[key]

    def __setitem__(self, key, value):
        _target(self)[key] = value

    def __delitem__(self, key):
        del _target(self)[key]

    def __contains__(self, item):
        return item in _target(self)


def _forward():
    """Adds the operators to the proxies."""
    def forwarding(function):
        return lambda self, other: function(_target(self), _strong(other))

    def reflected(function):
        return lambda self, other: function(_strong(other), _target(self))
    for name in ("lt", "le", "eq", "ne", "gt", "ge"):
        setattr(weakproxy, f"__{name}__", forwarding(getattr(_operator, name)))
    for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "and_", "or_", "xor", "lshift", "rshift",
                 "matmul"):
        plain = name.rstrip("_")
        setattr(weakproxy, f"__{plain}__", forwarding(getattr(_operator, name)))
        setattr(weakproxy, f"__r{plain}__", reflected(getattr(_operator, name)))
        setattr(weakproxy, f"__i{plain}__", forwarding(getattr(_operator, "i" + plain)))
    weakproxy.__divmod__, weakproxy.__rdivmod__ = forwarding(divmod), reflected(divmod)
    for name in ("neg", "pos", "abs", "invert", "index"):
        def unary(self, function=getattr(_operator, name)):
            return function(_target(self))
        setattr(weakproxy, f"__{name}__", unary)
    for name, function in (("int", int), ("float", float)):
        def convert(self, function=function):
            return function(_target(self))
        setattr(weakproxy, f"__{name}__", convert)


_forward()


class weakcallableproxy(weakproxy):
    """The same for what can be called."""

    __slots__ = ()

    def __call__(self, /, *args, **kwargs):
        return _target(self)(*args, **kwargs)


ProxyType = weakproxy
CallableProxyType = weakcallableproxy
ProxyTypes = (ProxyType, CallableProxyType)
for _cls in ProxyTypes:
    _cls.__module__ = "weakref"
weakproxy.__qualname__ = weakproxy.__name__ = "ProxyType"
weakcallableproxy.__qualname__ = weakcallableproxy.__name__ = "CallableProxyType"


def proxy(object, callback=None, /):
    """A proxy for an object."""
    return (weakcallableproxy if callable(object) else weakproxy)(object, callback)


# --- dictionaries ----------------------------------------------------------------------------

class KeyedRef(ref):
    """A reference to a value that knows its key."""

    __slots__ = ("key",)

    def __new__(cls, target, callback, key):
        self = ref.__new__(cls, target, callback)
        self.key = key
        return self

    def __init__(self, target, callback, key):
        pass


class _WeakDictionary(_MutableMapping):
    """What both dictionaries have."""

    def copy(self):
        new = type(self)()
        for key, value in self.items():
            new[key] = value
        return new

    __copy__ = copy

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def __or__(self, other):
        if not isinstance(other, _Mapping):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, _Mapping):
            return NotImplemented
        new = type(self)()
        new.update(other)
        new.update(self)
        return new

    def __ior__(self, other):
        self.update(other)
        return self


class WeakValueDictionary(_WeakDictionary):
    """A mapping whose entries go when their values do."""

    def __init__(self, other=(), /, **keywords):
        mine = ref(self)

        def forget(entry):
            owner = mine()
            if owner is not None and owner.data.get(entry.key) is entry:
                del owner.data[entry.key]
        self._forget = forget
        self.data = {}
        self.update(other, **keywords)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._forget, key)

    def __delitem__(self, key):
        del self.data[key]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        entry = self.data.get(key)
        return entry is not None and entry() is not None

    def __iter__(self):
        for key, entry in list(self.data.items()):
            if entry() is not None:
                yield key

    keys = __iter__

    def values(self):
        for entry in list(self.data.values()):
            value = entry()
            if value is not None:
                yield value

    def items(self):
        for key, entry in list(self.data.items()):
            value = entry()
            if value is not None:
                yield key, value

    def get(self, key, default=None):
        entry = self.data.get(key)
        value = None if entry is None else entry()
        return default if value is None else value

    def valuerefs(self):
        """The references to the values."""
        return list(self.data.values())

    def itervaluerefs(self):
        """The references to the values, one after the other."""
        yield from list(self.data.values())

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = type(self)()
        for key, value in self.items():
            new[deepcopy(key, memo)] = value
        return new


class WeakKeyDictionary(_WeakDictionary):
    """A mapping whose entries go when their keys do."""

    def __init__(self, dict=None):
        mine = ref(self)

        def forget(entry):
            owner = mine()
            if owner is not None:
                owner.data.pop(entry, None)
        self._forget = forget
        self.data = {}
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._forget)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __iter__(self):
        for entry in list(self.data):
            key = entry()
            if key is not None:
                yield key

    keys = __iter__

    def values(self):
        for entry, value in list(self.data.items()):
            if entry() is not None:
                yield value

    def items(self):
        for entry, value in list(self.data.items()):
            key = entry()
            if key is not None:
                yield key, value

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def keyrefs(self):
        """The references to the keys."""
        return list(self.data)

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = type(self)()
        for key, value in self.items():
            new[key] = deepcopy(value, memo)
        return new


# --- finalize --------------------------------------------------------------------------------

class finalize:
    """Calls a function when an object goes, at the latest when the program ends."""

    __slots__ = ()
    _registry = {}
    _shutdown = False
    _numbers = _itertools.count()
    _at_exit = False

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._at_exit:
            import atexit
            atexit.register(finalize._exit)
            finalize._at_exit = True
        info = finalize._Info()
        info.weakref = ref(obj, self)
        info.func, info.args, info.kwargs = func, args, kwargs or None
        info.atexit = True
        info.index = next(finalize._numbers)
        finalize._registry[self] = info

    def __call__(self, _=None):
        """Calls the function, unless that was done; its result."""
        info = finalize._registry.pop(self, None)
        if info and not finalize._shutdown:
            return info.func(*info.args, **(info.kwargs or {}))
        return None

    def detach(self):
        """Forgets the function; (object, function, arguments, keywords) if it was alive."""
        info = finalize._registry.get(self)
        target = info and info.weakref()
        if target is not None and finalize._registry.pop(self, None):
            return target, info.func, info.args, info.kwargs or {}
        return None

    def peek(self):
        """The same without forgetting."""
        info = finalize._registry.get(self)
        target = info and info.weakref()
        return None if target is None else (target, info.func, info.args, info.kwargs or {})

    @property
    def alive(self):
        return self in finalize._registry

    @property
    def atexit(self):
        info = finalize._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = finalize._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = finalize._registry.get(self)
        target = info and info.weakref()
        if target is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        return f"<{type(self).__name__} object at {id(self):#x}; for {type(target).__name__!r} at {id(target):#x}>"

    @classmethod
    def _exit(cls):
        # One that is made meanwhile is the next.
        while pending := [(info.index, entry) for entry, info in cls._registry.items() if info.atexit]:
            try:
                max(pending, key=lambda pair: pair[0])[1]()
            except Exception:
                _sys.excepthook(*_sys.exc_info())
        cls._shutdown = True
