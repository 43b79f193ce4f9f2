"""Shallow and deep copies."""

from _weakref import ref as _ref
from copyreg import dispatch_table
import types as _types

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    pass


error = Error

# What never changes, or is not copied by convention, is its own copy.
_ATOMIC = {type(None), int, float, bool, complex, str, bytes, type, range, property,
           type(Ellipsis), type(NotImplemented), _types.FunctionType, _types.BuiltinFunctionType,
           _types.CodeType, _types.ModuleType, _ref}


def copy(x):
    """A new object of the same class that refers to the same parts."""
    cls = type(x)
    if cls in _ATOMIC or cls in (tuple, frozenset, slice) or issubclass(cls, type):
        return x
    if cls is list or cls is dict or cls is set or cls is bytearray:
        return x.copy()
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    reduced = _take_apart(x, "shallow")
    if isinstance(reduced, str):
        return x
    return _rebuild(x, None, *reduced)


def _take_apart(x, depth):
    cls = type(x)
    reducer = dispatch_table.get(cls)
    if reducer is not None:
        return reducer(x)
    reducer = getattr(x, "__reduce_ex__", None)
    if reducer is not None:
        return reducer(4)
    reducer = getattr(x, "__reduce__", None)
    if reducer is None:
        raise Error(f"un({depth})copyable object of type {cls}")
    return reducer()


def deepcopy(x, memo=None, _nil=[]):
    """A new object whose parts are deep copies too; what occurs twice is copied once."""
    cls = type(x)
    if cls in _ATOMIC:
        return x
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    copier = _DEEP.get(cls)
    if copier is not None:
        result = copier(x, memo)
    elif issubclass(cls, type):
        return x
    elif (copier := getattr(x, "__deepcopy__", None)) is not None:
        result = copier(memo)
    else:
        reduced = _take_apart(x, "deep")
        if isinstance(reduced, str):
            return x
        result = _rebuild(x, memo, *reduced)
    if result is not x:
        memo[id(x)] = result
        memo.setdefault(id(memo), []).append(x)  # keeps x alive, and so its id its own
    return result


def _deep_list(x, memo):
    result = memo[id(x)] = []
    for item in x:
        result.append(deepcopy(item, memo))
    return result


def _deep_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    known = memo.get(id(x))  # a tuple may be reached again through one of its items
    if known is not None:
        return known
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _deep_dict(x, memo):
    result = memo[id(x)] = {}
    for key, value in x.items():
        result[deepcopy(key, memo)] = deepcopy(value, memo)
    return result


def _deep_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


def _deep_slice(x, memo):
    return slice(deepcopy(x.start, memo), deepcopy(x.stop, memo), deepcopy(x.step, memo))


_DEEP = {list: _deep_list, tuple: _deep_tuple, dict: _deep_dict, slice: _deep_slice,
         _types.MethodType: _deep_method}


def _rebuild(x, memo, function, arguments, state=None, items=None, pairs=None):
    deep = memo is not None
    if deep and arguments:
        arguments = tuple([deepcopy(argument, memo) for argument in arguments])
    result = function(*arguments)
    if deep:
        memo[id(x)] = result
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(result, "__setstate__"):
            result.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                result.__dict__.update(state)
            for name, value in (slots or {}).items():
                setattr(result, name, value)
    if items is not None:
        for item in items:
            result.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            result[key] = value
    return result


def replace(obj, /, **changes):
    """A copy of obj with other values for some fields."""
    cls = type(obj)
    replacer = getattr(cls, "__replace__", None)
    if replacer is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return replacer(obj, **changes)
