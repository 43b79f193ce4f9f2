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


def __newobj__(cls, *arguments):
    return cls.__new__(cls, *arguments)


def __newobj_ex__(cls, arguments, keywords):
    return cls.__new__(cls, *arguments, **keywords)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(made, state)
    return made


def _slot_names(cls):
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
    """What object.__getstate__ gives: the attributes, and the slots beside them if there are any."""
    attributes = getattr(obj, "__dict__", None) or None
    slots = {name: getattr(obj, name) for name in _slot_names(type(obj)) if hasattr(obj, name)}
    return (attributes, slots) if slots else attributes


_NATIVE_BASES = (int, float, complex, str, bytes, bytearray, tuple, list, dict, set, frozenset)


def _reduce(obj, protocol):
    """How an object without a __reduce__ of its own is made again."""
    cls = type(obj)
    if cls.__module__ == "builtins" and cls not in (object,) and not issubclass(cls, _NATIVE_BASES):
        if not issubclass(cls, BaseException):
            raise TypeError(f"cannot pickle '{cls.__name__}' object")
    if isinstance(obj, BaseException):
        attributes = getattr(obj, "__dict__", None)
        return (cls, obj.args, attributes) if attributes else (cls, obj.args)
    if hasattr(cls, "__getnewargs_ex__"):
        arguments, keywords = obj.__getnewargs_ex__()
        function, given = __newobj_ex__, (cls, arguments, keywords)
    elif hasattr(cls, "__getnewargs__"):
        function, given = __newobj__, (cls, *obj.__getnewargs__())
    elif isinstance(obj, (set, frozenset)):
        function, given = cls, (list(obj),)
    elif isinstance(obj, bytearray):
        function, given = cls, (bytes(obj),)
    elif isinstance(obj, (int, float, complex, str, bytes, tuple)):
        base = next(base for base in _NATIVE_BASES if isinstance(obj, base))
        function, given = __newobj__, (cls, base(obj))
    else:
        function, given = __newobj__, (cls,)
    own = getattr(cls, "__getstate__", None)
    state = own(obj) if own is not None else _state_of(obj)
    items = iter(obj) if isinstance(obj, list) else None
    pairs = iter(obj.items()) if isinstance(obj, dict) else None
    return function, given, state, items, pairs
