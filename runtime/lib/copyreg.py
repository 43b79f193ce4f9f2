"""How objects of a class are taken apart, for copy and pickle."""

__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Objects of ob_type are taken apart by pickle_function."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    """Checks that object can be called to make one."""
    if not callable(object):
        raise TypeError("constructors must be callable")


# --- extension codes: numbers that stand for classes and functions in pickles of protocol 2 and later -------------

_extension_registry = {}  # (module, name): code
_inverted_registry = {}   # the other way round
_extension_cache = {}     # code: what a pickle found there


def add_extension(module, name, code):
    """The class or function of that name in that module has that code."""
    code = int(code)
    if not 1 <= code <= 0x7fffffff:
        raise ValueError("code out of range")
    key = module, name
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError(f"key {key} is already registered with code {_extension_registry[key]}")
    if code in _inverted_registry:
        raise ValueError(f"code {code} is already in use for key {_inverted_registry[code]}")
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """It has that code no more."""
    key = module, name
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError(f"key {key} is not registered with code {code}")
    del _extension_registry[key], _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    """Look everything up again."""
    _extension_cache.clear()


# --- functions that make objects again: pickles name them -------------------------------------


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(made, state)
    return made


def _array_reconstructor(cls, typecode, mformat, data):
    """An array from the bytes in a pickle of CPython's."""
    made = cls(typecode)
    made.frombytes(data)
    if mformat % 2 and made.itemsize > 1 and mformat < 18:
        made.byteswap()
    return made


# --- taking objects apart ------------------------------------------------------------------------

_HEAPTYPE = 1 << 9  # in __flags__: a class made by a program


def _slotnames(cls):
    """The names of the slots of a class and its bases, as they are stored."""
    names = []
    for base in cls.__mro__:
        slots = base.__dict__.get("__slots__", ())
        if isinstance(slots, str):
            slots = (slots,)
        for name in slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                stripped = base.__name__.lstrip("_")
                if stripped:
                    name = f"_{stripped}{name}"
            names.append(name)
    return names


def _state_of(obj):
    """object.__getstate__: the attributes, and the slots beside them if there are any."""
    attributes = getattr(obj, "__dict__", None) or None
    slots = {name: getattr(obj, name) for name in _slotnames(type(obj)) if hasattr(obj, name)}
    return (attributes, slots) if slots else attributes


def _native_base(cls):
    """The built-in class that instances of cls are made of."""
    for base in cls.__mro__:
        if not base.__flags__ & _HEAPTYPE:
            return base
    return object


def _cannot(cls):
    if cls.__module__ == "_io":
        raise TypeError(f"cannot pickle {cls.__name__!r} instances")
    is_plain = cls.__module__ in ("builtins", "types") or cls.__flags__ & _HEAPTYPE
    name = cls.__name__ if is_plain else f"{cls.__module__}.{cls.__name__}"
    raise TypeError(f"cannot pickle '{name}' object")


def _reduce_ex(obj, protocol):
    """object.__reduce_ex__."""
    reducer = type(obj).__reduce__
    if reducer is not object.__reduce__:
        return reducer(obj)
    return _reduce(obj, protocol)


def _reduce(obj, protocol):
    """How an object without a __reduce__ of its own is made again."""
    cls = type(obj)
    base = _native_base(cls)
    reducer = _REDUCERS.get(base)
    if reducer is None and issubclass(base, BaseException):
        reducer = _reduce_exception
    if reducer is not None:
        return reducer(obj, protocol)
    if base not in _ARGUMENTS and (protocol < 2 or cls.__getstate__ is object.__getstate__):
        _cannot(cls)
    return _reduce_new(obj, base) if protocol >= 2 else _reduce_old(obj, base)


# The arguments for __new__ of classes with these bases; None: none are needed, as with others that have
# a __getstate__.
_ARGUMENTS = {object: None, list: None, dict: None, int: lambda x: (int(x),), bool: lambda x: (int(x),),
              float: lambda x: (float(x),), str: lambda x: (str.__str__(x),), bytes: lambda x: (bytes(x),),
              tuple: lambda x: (tuple(x),), complex: lambda x: (x.real, x.imag)}


def _checked_newargs_ex(given):
    if not isinstance(given, tuple):
        raise TypeError(f"__getnewargs_ex__ should return a tuple, not '{type(given).__name__}'")
    if len(given) != 2:
        raise ValueError(f"__getnewargs_ex__ should return a tuple of length 2, not {len(given)}")
    for place, item, kind in (("first", given[0], tuple), ("second", given[1], dict)):
        if not isinstance(item, kind):
            raise TypeError(f"{place} item of the tuple returned by __getnewargs_ex__ must be a {kind.__name__}, not "
                            f"'{type(item).__name__}'")
    return given


def _reduce_new(obj, base):
    cls = type(obj)
    if hasattr(cls, "__getnewargs_ex__"):
        arguments, keywords = _checked_newargs_ex(obj.__getnewargs_ex__())
        function, given = (__newobj_ex__, (cls, arguments, keywords)) if keywords else \
            (__newobj__, (cls, *arguments))
    elif hasattr(cls, "__getnewargs__"):
        arguments = obj.__getnewargs__()
        if not isinstance(arguments, tuple):
            raise TypeError(f"__getnewargs__ should return a tuple, not '{type(arguments).__name__}'")
        function, given = __newobj__, (cls, *arguments)
    else:
        make = _ARGUMENTS.get(base)
        function, given = __newobj__, (cls, *(make(obj) if make else ()))
    items = iter(obj) if isinstance(obj, list) else None
    pairs = iter(obj.items()) if isinstance(obj, dict) else None
    return function, given, obj.__getstate__(), items, pairs


def _reduce_old(obj, base):
    cls = type(obj)
    if base is cls and cls is not object:
        _cannot(cls)
    if cls.__getstate__ is object.__getstate__ and _slotnames(cls):
        raise TypeError("a class that defines __slots__ without defining __getstate__ cannot be pickled")
    arguments = (cls, base, None if base is object else base(obj))
    state = obj.__getstate__()
    return (_reconstructor, arguments, state) if state else (_reconstructor, arguments)


# --- built-in types that are made again in a way of their own ----------------------------------

# What exceptions have beside their arguments. AttributeError.obj does not travel, as in CPython.
_EXCEPTION_FIELDS = {ImportError: ("name", "path", "name_from"), ModuleNotFoundError: ("name", "path", "name_from"),
                     AttributeError: ("name",)}


def _reduce_exception(obj, protocol):
    cls = type(obj)
    arguments = obj.args
    if isinstance(obj, OSError) and len(arguments) == 2 and obj.filename is not None:
        arguments += (obj.filename,) if obj.filename2 is None else (obj.filename, None, obj.filename2)
    attributes = dict(obj.__dict__)
    fields = _EXCEPTION_FIELDS.get(_native_base(cls), ())
    attributes.update((field, getattr(obj, field)) for field in fields if getattr(obj, field) is not None)
    return (cls, arguments, attributes) if attributes else (cls, arguments)


def _reduce_bytearray(obj, protocol):
    if protocol >= 3:
        arguments = (bytes(obj),) if obj else ()
    else:
        arguments = (obj.decode("latin-1"), "latin-1") if obj else ()
    return type(obj), arguments, obj.__getstate__()


def _reduce_deque(obj, protocol):
    arguments = () if obj.maxlen is None else ((), obj.maxlen)
    return type(obj), arguments, obj.__getstate__(), iter(obj)


def _reduce_struct_time(obj, protocol):
    return type(obj), (tuple(obj), {"tm_zone": obj.tm_zone, "tm_gmtoff": obj.tm_gmtoff})


def _reduce_native_function(obj, protocol):
    owner = obj.__self__
    if owner is None or type(owner).__name__ == "module":
        return obj.__qualname__
    return getattr, (owner, obj.__name__)


def _reduce_view(obj, protocol):
    raise TypeError("cannot pickle memoryview objects")


def _reduce_code(obj, protocol):
    raise TypeError("cannot pickle code objects")


def _reducers():
    import types
    from array import array
    from collections import deque
    from time import struct_time
    return {
        set: lambda obj, protocol: (type(obj), (list(obj),), obj.__getstate__()),
        frozenset: lambda obj, protocol: (type(obj), (list(obj),), obj.__getstate__()),
        bytearray: _reduce_bytearray,
        range: lambda obj, protocol: (range, (obj.start, obj.stop, obj.step)),
        slice: lambda obj, protocol: (slice, (obj.start, obj.stop, obj.step)),
        deque: _reduce_deque,
        array: lambda obj, protocol: (type(obj), (obj.typecode, obj.tolist()), obj.__getstate__()),
        memoryview: _reduce_view,
        types.CodeType: _reduce_code,
        type(...): lambda obj, protocol: "Ellipsis",
        type(NotImplemented): lambda obj, protocol: "NotImplemented",
        types.BuiltinFunctionType: _reduce_native_function,
        type(list.append): lambda obj, protocol: (getattr, (obj.__objclass__, obj.__name__)),
        type(int.__add__): lambda obj, protocol: (getattr, (obj.__objclass__, obj.__name__)),
        types.MethodType: lambda obj, protocol: (getattr, (obj.__self__, obj.__func__.__name__)),
        types.SimpleNamespace: lambda obj, protocol: (type(obj), (), obj.__dict__),
        struct_time: _reduce_struct_time,
        types.GenericAlias: lambda obj, protocol: (types.GenericAlias, (obj.__origin__, obj.__args__)),
    }


def _reduce_union(obj):
    import functools
    import operator
    return functools.reduce, (operator.or_, obj.__args__)


dispatch_table[type(int | str)] = _reduce_union
dispatch_table[complex] = lambda obj: (complex, (obj.real, obj.imag))
_REDUCERS = _reducers()
