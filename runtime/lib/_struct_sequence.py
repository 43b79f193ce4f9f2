# Struct sequences: tuples whose items also have names, such as sys.version_info.
#
# CPython makes them in C; here they are ordinary subclasses of tuple with a property per field.


def _field(index):
    return property(lambda self: tuple.__getitem__(self, index))


def _repr(self):
    parts = []
    for name, value in zip(self._fields, self):
        parts.append(f"{name}={value!r}")
    return f"{type(self).__module__}.{type(self).__qualname__}({', '.join(parts)})"


def _new(cls, sequence=(), dict={}):
    try:
        values = tuple(sequence)
    except TypeError:
        raise TypeError("constructor requires a sequence") from None
    n, total = cls.n_sequence_fields, cls.n_fields
    if len(values) < n or len(values) > total:
        limit = "a " if n == total else "an at least " if len(values) < n else "an at most "
        raise TypeError(f"{cls.__module__}.{cls.__name__}() takes {limit}"
                        f"{n if len(values) < n else total}-sequence ({len(values)}-sequence given)")
    self = tuple.__new__(cls, values[:n])
    for index, name in enumerate(cls._hidden, n):
        if index < len(values):
            self.__dict__[name] = values[index]
        else:
            self.__dict__[name] = values[cls._fields.index(name)] if name in cls._fields else None
    return self


def _reduce(self):
    return type(self), (tuple(self) + tuple(self.__dict__.get(name) for name in self._hidden),)


def struct_sequence(module, name, fields, hidden=()):
    """A class of tuples with names for the items; `hidden` fields have a name only, which may be that of an item."""
    namespace = {
        "__module__": module,
        "__new__": _new,
        "__repr__": _repr,
        "__reduce__": _reduce,
        "__match_args__": fields,
        "_fields": fields,
        "_hidden": hidden,
        "n_fields": len(fields) + len(hidden),
        "n_sequence_fields": len(fields),
        "n_unnamed_fields": 0,
    }
    for index, field in enumerate(fields):
        if field not in hidden:
            namespace[field] = _field(index)
    return type(name, (tuple,), namespace)
