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


def struct_sequence(module, name, fields):
    namespace = {
        "__module__": module,
        "__repr__": _repr,
        "_fields": fields,
        "n_fields": len(fields),
        "n_sequence_fields": len(fields),
        "n_unnamed_fields": 0,
    }
    for index, field in enumerate(fields):
        namespace[field] = _field(index)
    return type(name, (tuple,), namespace)
