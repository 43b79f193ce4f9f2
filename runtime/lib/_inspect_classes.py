# The parts of inspect that look at classes as a whole, at inherited docstrings and at comments.

import linecache
import sys
import types
from collections import namedtuple

Attribute = namedtuple("Attribute", "name kind defining_class object")


def classify_class_attrs(cls):
    """(name, kind, defining class, object) of every attribute, sorted by name."""
    found = {}
    for base in reversed(cls.__mro__):
        for name, value in list(base.__dict__.items()):
            found[name] = (base, value)
    result = []
    for name, (base, value) in sorted(found.items()):
        if isinstance(value, (staticmethod, types.BuiltinMethodType)) or name == "__new__":
            kind = "static method"
        elif isinstance(value, (classmethod, types.ClassMethodDescriptorType)) \
                or name in ("__init_subclass__", "__class_getitem__"):
            kind = "class method"
        elif isinstance(value, property):
            kind = "property"
        elif callable(value) and hasattr(type(value), "__get__"):
            kind = "method"
        else:
            kind = "data"
        result.append(Attribute(name, kind, base, value))
    return result


def walktree(classes, children, parent):
    """The part of a class tree below `parent`: classes with their bases, and lists of what is below them."""
    result = []
    for cls in sorted(classes, key=lambda cls: (cls.__module__, cls.__name__)):
        result.append((cls, cls.__bases__))
        if cls in children:
            result.append(walktree(children[cls], children, cls))
    return result


def getclasstree(classes, unique=False):
    """Classes as a tree of lists, under their bases; under only the first of them if unique."""
    children, roots = {}, []
    for cls in classes:
        for base in cls.__bases__:
            below = children.setdefault(base, [])
            if cls not in below:
                below.append(cls)
            if unique and base in classes:
                break
        if not cls.__bases__ and cls not in roots:
            roots.append(cls)
    roots += [base for base in children if base not in classes]
    return walktree(roots, children, None)


def find_class(function):
    """The class in whose body a function was defined; None if that cannot be told."""
    place = sys.modules.get(function.__module__)
    for name in function.__qualname__.split(".")[:-1]:
        place = getattr(place, name, None)
    return place if isinstance(place, type) else None


def inherited_doc(object):
    """The docstring of what the method or property overrides; None if there is none."""
    function = object.fget if isinstance(object, property) else object
    if isinstance(function, type) or not hasattr(function, "__name__"):
        return None
    owner = getattr(function, "__self__", None)
    if owner is None or isinstance(owner, types.ModuleType):
        cls = getattr(function, "__objclass__", None)
        if cls is None and isinstance(getattr(function, "__qualname__", None), str):
            cls = find_class(function)
    else:
        cls = owner if isinstance(owner, type) else type(owner)
    if cls is None:
        return None
    for base in cls.__mro__:
        if function.__name__ in base.__dict__:
            doc = getattr(base.__dict__[function.__name__], "__doc__", None)
            if doc is not None:
                return doc
    return None


def getcomments(object):
    """The comment lines right above a definition, or at the top of a module; None if there are none."""
    from inspect import getfile, getsourcelines
    try:
        lines = linecache.getlines(getfile(object))
        start = getsourcelines(object)[1]
    except (OSError, TypeError):
        return None
    if isinstance(object, types.ModuleType):
        first = 1 if lines and lines[0].startswith("#!") else 0
        while first < len(lines) and lines[first].strip() in ("", "#"):
            first += 1
        last = first
        while last < len(lines) and lines[last].startswith("#"):
            last += 1
        return "".join(lines[first:last]).expandtabs() or None
    margin = len(lines[start - 1]) - len(lines[start - 1].lstrip()) if start <= len(lines) else 0
    first = start - 1
    while first > 0:
        line = lines[first - 1]
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) != margin:
            break
        first -= 1
    return "".join(line.lstrip() for line in lines[first:start - 1]).expandtabs() or None
