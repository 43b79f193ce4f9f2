# The parts of inspect that are seldom asked for: classes as a whole, inherited docstrings, comments,
# calls and frames.

import linecache
import sys
import types
from collections import namedtuple
from enum import IntFlag

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


# --- calls and frames --------------------------------------------------------------------------

ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")
ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getargvalues(frame):
    """(argument names, name of *args, name of **kwargs, all local variables) of a frame."""
    code = frame.f_code
    count = code.co_argcount + code.co_kwonlyargcount
    names = list(code.co_varnames)
    args, rest = names[:count], names[count:]
    varargs = rest.pop(0) if code.co_flags & 4 else None
    keywords = rest.pop(0) if code.co_flags & 8 else None
    return ArgInfo(args, varargs, keywords, frame.f_locals)


def getcallargs(func, /, *positional, **named):
    """Which argument gets which value in func(*positional, **named)."""
    from inspect import signature
    function = func
    if isinstance(func, types.MethodType):
        positional = (func.__self__, *positional)
        function = func.__func__
    bound = signature(function).bind(*positional, **named)
    bound.apply_defaults()
    return dict(bound.arguments)


def getclosurevars(func):
    """What the names in a function refer to: nonlocal, global, builtin, nothing."""
    import builtins
    if isinstance(func, types.MethodType):
        func = func.__func__
    if not isinstance(func, types.FunctionType):
        raise TypeError(f"{func!r} is not a Python function")
    code = func.__code__
    nonlocals = {name: cell.cell_contents for name, cell in zip(code.co_freevars, func.__closure__ or ())}
    found_globals, found_builtins, unbound = {}, {}, set()
    for name in code.co_names:
        if name in func.__globals__:
            found_globals[name] = func.__globals__[name]
        elif hasattr(builtins, name):
            found_builtins[name] = getattr(builtins, name)
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, found_globals, found_builtins, unbound)


def _frame_infos(frames, context):
    from inspect import FrameInfo, getframeinfo
    return [FrameInfo(frame, *getframeinfo(place, context)) for frame, place in frames]


def getouterframes(frame, context=1):
    """A frame and those that called it."""
    frames = []
    while frame:
        frames.append((frame, frame))
        frame = frame.f_back
    return _frame_infos(frames, context)


def getinnerframes(tb, context=1):
    """The frames of a traceback, the outermost first."""
    frames = []
    while tb:
        frames.append((tb.tb_frame, tb))
        tb = tb.tb_next
    return _frame_infos(frames, context)


def trace(context=1):
    """The frames between here and where the exception being handled was raised."""
    error = sys.exception()
    return getinnerframes(error.__traceback__ if error else None, context)


def getlineno(frame):
    """The line a frame is at."""
    return frame.f_lineno


def _locals(frame):
    return frame.f_locals if frame is not None else {}


def getgeneratorlocals(generator):
    """The local variables of a generator that has not ended."""
    if not isinstance(generator, types.GeneratorType):
        raise TypeError(f"{generator!r} is not a Python generator")
    return _locals(generator.gi_frame)


def getcoroutinelocals(coroutine):
    """The local variables of a coroutine that has not ended."""
    return _locals(getattr(coroutine, "cr_frame", None))


def getasyncgenlocals(agen):
    """The local variables of an asynchronous generator that has not ended."""
    if not isinstance(agen, types.AsyncGeneratorType):
        raise TypeError(f"{agen!r} is not a Python async generator")
    return _locals(agen.ag_frame)


def getmembers_static(object, predicate=None):
    """(name, value) of all members, found without running code of theirs."""
    from inspect import getattr_static
    members = [(name, getattr_static(object, name)) for name in dir(object)]
    return sorted((member for member in members if predicate is None or predicate(member[1])),
                  key=lambda member: member[0])


def ismethodwrapper(object):
    return type(object).__name__ == "method-wrapper"


class BufferFlags(IntFlag):
    """What __buffer__ is asked for (PEP 688)."""

    SIMPLE = 0x0
    WRITABLE = 0x1
    FORMAT = 0x4
    ND = 0x8
    STRIDES = 0x10 | ND
    C_CONTIGUOUS = 0x20 | STRIDES
    F_CONTIGUOUS = 0x40 | STRIDES
    ANY_CONTIGUOUS = 0x80 | STRIDES
    INDIRECT = 0x100 | STRIDES
    CONTIG = ND | WRITABLE
    CONTIG_RO = ND
    STRIDED = STRIDES | WRITABLE
    STRIDED_RO = STRIDES
    RECORDS = STRIDES | WRITABLE | FORMAT
    RECORDS_RO = STRIDES | FORMAT
    FULL = INDIRECT | WRITABLE | FORMAT
    FULL_RO = INDIRECT | FORMAT
    READ = 0x100
    WRITE = 0x200


BufferFlags.__module__ = "inspect"
