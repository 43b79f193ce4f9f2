"""What live objects are: signatures, members, sources."""

import linecache
import sys
import types
from collections import namedtuple as _namedtuple

__all__ = ["Signature", "Parameter", "BoundArguments", "signature", "getmembers", "getmro", "getdoc", "cleandoc",
           "getfile", "getsourcefile", "getmodule", "getmodulename", "getsource", "getsourcelines",
           "isclass", "isfunction", "ismethod", "ismodule", "isbuiltin", "isroutine", "isgenerator",
           "isgeneratorfunction", "iscoroutine", "iscoroutinefunction", "markcoroutinefunction", "isawaitable", "isasyncgen",
           "isasyncgenfunction", "iscode", "isframe", "istraceback", "isabstract", "isdatadescriptor",
           "ismethoddescriptor", "isgetsetdescriptor", "ismemberdescriptor", "currentframe", "stack", "getframeinfo",
           "getfullargspec", "FullArgSpec", "getattr_static", "unwrap", "get_annotations", "getgeneratorstate",
           "getcoroutinestate", "getcomments", "getclasstree", "classify_class_attrs", "GEN_CREATED", "GEN_RUNNING",
           "GEN_SUSPENDED", "GEN_CLOSED", "getasyncgenstate", "getasyncgenlocals", "getcoroutinelocals",
           "getgeneratorlocals", "getclosurevars", "getcallargs", "getargvalues", "getmembers_static", "getouterframes",
           "getinnerframes", "trace", "ismethodwrapper", "formatannotation", "FrameInfo", "Traceback", "ClosureVars",
           "ArgInfo", "Attribute", "BufferFlags", "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED",
           "AGEN_CREATED", "AGEN_RUNNING", "AGEN_SUSPENDED", "AGEN_CLOSED", "CO_OPTIMIZED", "CO_NEWLOCALS", "CO_VARARGS",
           "CO_VARKEYWORDS", "CO_NESTED", "CO_GENERATOR", "CO_COROUTINE", "CO_ITERABLE_COROUTINE", "CO_ASYNC_GENERATOR"]

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32
CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 128, 256, 512


# --- what kind of object ---------------------------------------------------------------------

def ismodule(object): return isinstance(object, types.ModuleType)
def isclass(object): return isinstance(object, type)
def ismethod(object): return isinstance(object, types.MethodType)
def isfunction(object): return isinstance(object, types.FunctionType)
def isgenerator(object): return isinstance(object, types.GeneratorType)
def iscoroutine(object): return isinstance(object, types.CoroutineType)
def isasyncgen(object): return isinstance(object, types.AsyncGeneratorType)
def iscode(object): return isinstance(object, types.CodeType)
def isframe(object): return isinstance(object, types.FrameType)
def istraceback(object): return isinstance(object, types.TracebackType)
def isbuiltin(object): return isinstance(object, types.BuiltinFunctionType)
def isgetsetdescriptor(object): return isinstance(object, types.GetSetDescriptorType)
def ismemberdescriptor(object): return isinstance(object, types.MemberDescriptorType)


def ismethoddescriptor(object):
    """Whether it has __get__ but not __set__, and is none of the above."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__get__") and not hasattr(cls, "__set__") and not hasattr(cls, "__delete__")


def isdatadescriptor(object):
    """Whether it has __set__ or __delete__."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def isroutine(object):
    """Whether it is any kind of function."""
    return (isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)
            or isinstance(object, types.MethodWrapperType))


def isabstract(object):
    """Whether it is a class with abstract methods."""
    return isclass(object) and bool(getattr(object, "__abstractmethods__", None))


def _has_flag(function, flag):
    function = unwrap_partial(function)
    if ismethod(function):
        function = function.__func__
    return isfunction(function) and bool(function.__code__.co_flags & flag)


_is_coroutine_mark = object()


def markcoroutinefunction(func):
    """Have iscoroutinefunction() take a function for one: it returns a coroutine that something else has made."""
    func = getattr(func, "__func__", func)
    func._is_coroutine_mark = _is_coroutine_mark
    return func


def _is_marked(function):
    function = unwrap_partial(getattr(function, "__func__", function))
    return not isclass(function) and getattr(function, "_is_coroutine_mark", None) is _is_coroutine_mark


def unwrap_partial(function):
    import functools
    while isinstance(function, functools.partial):
        function = function.func
    return function


def isgeneratorfunction(obj): return _has_flag(obj, CO_GENERATOR)
def iscoroutinefunction(obj): return _has_flag(obj, CO_COROUTINE) or _is_marked(obj)
def isasyncgenfunction(obj): return _has_flag(obj, CO_ASYNC_GENERATOR)


def isawaitable(object):
    """Whether it can be awaited."""
    return iscoroutine(object) or hasattr(type(object), "__await__")


# --- members and documentation ---------------------------------------------------------------

def getmembers(object, predicate=None):
    """Pairs (name, value) of all members, sorted by name."""
    found = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            for base in getmro(object) if isclass(object) else ():
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if predicate is None or predicate(value):
            found.append((name, value))
    found.sort(key=lambda pair: pair[0])
    return found


def getmro(cls):
    return cls.__mro__


_sentinel = object()


def getattr_static(obj, attr, default=_sentinel):
    """An attribute without running any code of the object."""
    if not isinstance(obj, type):
        attributes = object.__getattribute__(obj, "__dict__") if hasattr(obj, "__dict__") else {}
        if attr in attributes:
            return attributes[attr]
    for base in (obj if isinstance(obj, type) else type(obj)).__mro__:
        if attr in base.__dict__:
            return base.__dict__[attr]
    if default is not _sentinel:
        return default
    raise AttributeError(attr)


def unwrap(func, *, stop=None):
    """The function below the wrappers of functools.wraps."""
    seen = {id(func)}
    while hasattr(func, "__wrapped__") and not (stop and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError(f"wrapper loop when unwrapping {func!r}")
        seen.add(id(func))
    return func


def cleandoc(doc):
    """A docstring without the indentation of its lines."""
    lines = doc.expandtabs().split("\n")
    margins = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()]
    margin = min(margins, default=0)
    lines = [lines[0].lstrip(" "), *[line[margin:] for line in lines[1:]]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    """The documentation, also that of the method it overrides."""
    doc = getattr(object, "__doc__", None)
    if doc is None:
        from _inspect_classes import inherited_doc
        doc = inherited_doc(object)
    return cleandoc(doc) if isinstance(doc, str) else None


# --- sources ---------------------------------------------------------------------------------

def getfile(object):
    """The file an object was written in."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        if object.__module__ == "__main__":
            raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in class")
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError("module, class, method, function, traceback, frame, or code object was expected, got "
                    f"{type(object).__name__}")


def getsourcefile(object):
    return getfile(object)


def getmodulename(path):
    name = path.rpartition("/")[2]
    return name[:-3] if name.endswith(".py") else None


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, "__module__", None))


def _block(lines):
    """How many of the lines belong to the definition that begins with the first."""
    start = 0
    while start < len(lines) and lines[start].lstrip().startswith("@"):
        start += 1
    if start == len(lines):
        return len(lines)
    margin = len(lines[start]) - len(lines[start].lstrip())
    depth = 0
    end = start
    last = start + 1
    while end < len(lines):
        line = lines[end]
        text = line.strip()
        if end > start and depth == 0 and text and not text.startswith("#"):
            if len(line) - len(line.lstrip()) <= margin and not text.startswith(")"):
                break
        if text:
            code = text.split("#")[0]
            depth = max(0, depth + sum(map(code.count, "([{")) - sum(map(code.count, ")]}")))
            if not text.startswith("#") or len(line) - len(line.lstrip()) > margin:
                last = end + 1
        end += 1
    return last


def getsourcelines(object):
    """(lines, number of the first one) of a function, class or module."""
    object = unwrap(object) if not ismodule(object) else object
    lines = linecache.getlines(getfile(object))
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        start = getattr(object, "__firstlineno__", None)
        if start is None:
            import re
            for number, line in enumerate(lines):
                if re.match(rf"\s*class\s+{object.__name__}\b", line):
                    start = number + 1
                    break
            else:
                raise OSError("could not find class definition")
    else:
        if ismethod(object):
            object = object.__func__
        code = object if iscode(object) else object.f_code if isframe(object) else object.__code__
        start = code.co_firstlineno
    return lines[start - 1:start - 1 + _block(lines[start - 1:])], start


def getsource(object):
    """The text of a function, class or module."""
    return "".join(getsourcelines(object)[0])


# --- frames ----------------------------------------------------------------------------------

Traceback = _namedtuple("Traceback", "filename lineno function code_context index")
FrameInfo = _namedtuple("FrameInfo", "frame filename lineno function code_context index")


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


def getframeinfo(frame, context=1):
    """Where a frame or traceback stands."""
    line = frame.tb_lineno if istraceback(frame) else frame.f_lineno
    code = (frame.tb_frame if istraceback(frame) else frame).f_code
    lines = linecache.getlines(code.co_filename)
    around = index = None
    if context > 0 and lines:
        start = max(0, min(line - 1 - context // 2, len(lines) - context))
        around, index = lines[start:start + context], line - 1 - start
    return Traceback(code.co_filename, line, code.co_name, around, index)


def stack(context=1):
    """The frames from the caller outwards."""
    result = []
    frame = sys._getframe(1)
    while frame:
        result.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return result


GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = _GEN_STATES = (
    "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED")
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = _CORO_STATES = (
    "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED")
AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED, AGEN_CLOSED = _AGEN_STATES = (
    "AGEN_CREATED", "AGEN_RUNNING", "AGEN_SUSPENDED", "AGEN_CLOSED")


def _state(states, is_running, is_suspended, frame):
    created, running, suspended, closed = states
    return running if is_running else suspended if is_suspended else closed if frame is None else created


def getgeneratorstate(generator):
    """What a generator is doing."""
    return _state(_GEN_STATES, generator.gi_running, generator.gi_suspended, generator.gi_frame)


def getcoroutinestate(coroutine):
    """What a coroutine is doing."""
    return _state(_CORO_STATES, coroutine.cr_running, coroutine.cr_suspended, coroutine.cr_frame)


def getasyncgenstate(agen):
    """What an asynchronous generator is doing."""
    return _state(_AGEN_STATES, agen.ag_running, agen.ag_suspended, agen.ag_frame)


# --- signatures ------------------------------------------------------------------------------

class _Empty:
    """Marks what is missing."""


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """The annotations, evaluated if wanted."""
    found = dict(getattr(obj, "__annotations__", None) or {}) if not isinstance(obj, type) else \
        dict(obj.__dict__.get("__annotations__", {}))
    if eval_str:
        names = globals or getattr(obj, "__globals__", None) or vars(
            obj if ismodule(obj) else sys.modules.get(obj.__module__))
        found = {key: eval(value, names, locals) if isinstance(value, str) else value
                 for key, value in found.items()}
    return found


def formatannotation(annotation, base_module=None):
    """An annotation as it is written."""
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation)


class _Kind(int):
    """The kind of a parameter."""

    _names = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD")
    _words = ("positional-only", "positional or keyword", "variadic positional", "keyword-only", "variadic keyword")

    @property
    def name(self):
        return self._names[self]

    @property
    def description(self):
        return self._words[self]

    def __str__(self):
        return self.name

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"


class Parameter:
    """One parameter of a signature."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = map(_Kind, range(5))
    empty = _Empty

    def __init__(self, name, kind, *, default=_Empty, annotation=_Empty):
        kind = _Kind(kind)
        if default is not _Empty and kind in (2, 4):
            raise ValueError(f"{kind.description} parameters cannot have default values")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name, self._kind, self._default, self._annotation = name, kind, default, annotation

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, *, name=_sentinel, kind=_sentinel, annotation=_sentinel, default=_sentinel):
        return type(self)(self._name if name is _sentinel else name, self._kind if kind is _sentinel else kind,
                          default=self._default if default is _sentinel else default,
                          annotation=self._annotation if annotation is _sentinel else annotation)

    __replace__ = replace

    def __str__(self):
        text = self._name
        if self._annotation is not _Empty:
            text += f": {formatannotation(self._annotation)}"
        if self._default is not _Empty:
            text += f"{' = ' if self._annotation is not _Empty else '='}{self._default!r}"
        return {2: "*", 4: "**"}.get(self._kind, "") + text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name, self._kind, self._default, self._annotation) == (
            other._name, other._kind, other._default, other._annotation)

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))


class BoundArguments:
    """Arguments matched with the parameters of a signature."""

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    signature = property(lambda self: self._signature)

    @property
    def args(self):
        result = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (3, 4) or name not in self.arguments:
                break
            if parameter.kind == 2:
                result.extend(self.arguments[name])
            else:
                result.append(self.arguments[name])
        return tuple(result)

    @property
    def kwargs(self):
        result = {}
        by_name = False
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (3, 4):
                by_name = True
            elif name not in self.arguments:
                by_name = True
                continue
            if by_name and name in self.arguments:
                if parameter.kind == 4:
                    result.update(self.arguments[name])
                else:
                    result[name] = self.arguments[name]
        return result

    def apply_defaults(self):
        """Fills in the defaults of what was not given."""
        filled = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                filled[name] = self.arguments[name]
            elif parameter.default is not _Empty:
                filled[name] = parameter.default
            elif parameter.kind == 2:
                filled[name] = ()
            elif parameter.kind == 4:
                filled[name] = {}
        self.arguments = filled

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self._signature == other._signature and self.arguments == other.arguments

    def __repr__(self):
        return f"<BoundArguments ({', '.join(f'{name}={value!r}' for name, value in self.arguments.items())})>"


class Signature:
    """The parameters of a callable and what it returns."""

    __slots__ = ("_parameters", "_return_annotation")
    empty = _Empty

    def __init__(self, parameters=None, *, return_annotation=_Empty, __validate_parameters__=True):
        ordered = {}
        last = Parameter.POSITIONAL_ONLY
        seen_default = False
        for parameter in parameters or ():
            if parameter.kind < last:
                raise ValueError(f"wrong parameter order: {last.description} parameter before "
                                 f"{parameter.kind.description} parameter")
            last = parameter.kind
            if parameter.kind in (0, 1):
                if parameter.default is not _Empty:
                    seen_default = True
                elif seen_default:
                    raise ValueError("non-default argument follows default argument")
            if parameter.name in ordered:
                raise ValueError(f"duplicate parameter name: {parameter.name!r}")
            ordered[parameter.name] = parameter
        self._parameters = types.MappingProxyType(ordered)
        self._return_annotation = return_annotation

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return _signature(obj, cls, follow_wrapped, eval_str)

    def replace(self, *, parameters=_sentinel, return_annotation=_sentinel):
        return type(self)(self._parameters.values() if parameters is _sentinel else parameters,
                          return_annotation=self._return_annotation if return_annotation is _sentinel
                          else return_annotation)

    __replace__ = replace

    def _bind(self, args, kwargs, partial):
        arguments = {}
        values = list(args)
        names = dict(kwargs)
        only = [p.name for p in self._parameters.values() if p.kind == 0 and p.name in names]
        for parameter in self._parameters.values():
            name, kind = parameter.name, parameter.kind
            if kind == 2:
                if values:
                    arguments[name] = tuple(values)
                    values = []
                continue
            if kind == 4:
                if names:
                    arguments[name] = names
                    names = {}
                continue
            if values and kind in (0, 1):
                if name in names and kind == 1:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = values.pop(0)
            elif name in names and kind != 0:
                arguments[name] = names.pop(name)
            elif parameter.default is _Empty and not partial:
                if kind == 0 and name in only:
                    raise TypeError(f"{name!r} parameter is positional only, but was passed as a keyword")
                raise TypeError(f"missing a required argument: {name!r}")
        if values:
            raise TypeError("too many positional arguments")
        if names:
            raise TypeError(f"got an unexpected keyword argument {next(iter(names))!r}")
        return BoundArguments(self, arguments)

    def bind(self, /, *args, **kwargs):
        """Matches arguments with the parameters, as a call would."""
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        """The same, where some may be missing."""
        return self._bind(args, kwargs, True)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return list(self._parameters.values()) == list(other._parameters.values()) and \
            self._return_annotation == other._return_annotation

    def __hash__(self):
        return hash((tuple(self._parameters.values()), self._return_annotation))

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None):
        """As it is written; each parameter on a line of its own if it is wider than `max_width`."""
        parts = []
        after_positional = False
        needs_star = True
        for parameter in self._parameters.values():
            if parameter.kind == 0:
                after_positional = True
            elif after_positional:
                parts.append("/")
                after_positional = False
            if parameter.kind == 2:
                needs_star = False
            elif parameter.kind == 3 and needs_star:
                parts.append("*")
                needs_star = False
            parts.append(str(parameter))
        if after_positional:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if max_width is not None and len(text) > max_width:
            text = "(\n    " + ",\n    ".join(parts) + "\n)"
        if self._return_annotation is not _Empty:
            text += f" -> {formatannotation(self._return_annotation)}"
        return text

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"


def _of_function(function, cls, eval_str):
    code = function.__code__
    names = code.co_varnames
    annotations = get_annotations(function, eval_str=eval_str)
    defaults = function.__defaults__ or ()
    keyword_defaults = function.__kwdefaults__ or {}
    parameters = []
    first_default = code.co_argcount - len(defaults)
    for i in range(code.co_argcount):
        kind = 0 if i < code.co_posonlyargcount else 1
        default = defaults[i - first_default] if i >= first_default else _Empty
        parameters.append(Parameter(names[i], kind, default=default, annotation=annotations.get(names[i], _Empty)))
    place = code.co_argcount + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        parameters.append(Parameter(names[place], 2, annotation=annotations.get(names[place], _Empty)))
        place += 1
    for name in names[code.co_argcount:code.co_argcount + code.co_kwonlyargcount]:
        parameters.append(Parameter(name, 3, default=keyword_defaults.get(name, _Empty),
                                    annotation=annotations.get(name, _Empty)))
    if code.co_flags & CO_VARKEYWORDS:
        parameters.append(Parameter(names[place], 4, annotation=annotations.get(names[place], _Empty)))
    return cls(parameters, return_annotation=annotations.get("return", _Empty))


def _without_first(found):
    parameters = list(found.parameters.values())
    if not parameters or parameters[0].kind in (3, 4):
        raise ValueError("invalid method signature")
    if parameters[0].kind != 2:
        del parameters[0]
    return found.replace(parameters=parameters)


def _of_text(text, cls):
    """From the text signature that native functions have."""
    namespace = {}
    try:
        exec(f"def f{text.replace('$', '')}: pass", {}, namespace)
    except SyntaxError:
        return None
    return _of_function(namespace["f"], cls, False)


def _signature(obj, cls, follow_wrapped=True, eval_str=False):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    import functools
    if isinstance(obj, types.MethodType):
        return _without_first(_signature(obj.__func__, cls, follow_wrapped, eval_str))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or isinstance(f, types.MethodType))
        if isinstance(obj, types.MethodType):
            return _signature(obj, cls, follow_wrapped, eval_str)
    found = getattr(obj, "__signature__", None)
    if isinstance(found, Signature):
        return found
    if isinstance(obj, types.FunctionType):
        return _of_function(obj, cls, eval_str)
    if isinstance(obj, functools.partial):
        return _of_partial(obj, cls)
    text = getattr(obj, "__text_signature__", None)
    if isinstance(text, str) and not isinstance(obj, type):
        found = _of_text(text, cls)
        if found is not None:
            owner = getattr(obj, "__self__", None)
            return found if owner is None or ismodule(owner) else _without_first(found)
    if isinstance(obj, type):
        call = getattr_static(type(obj), "__call__", None)
        if isinstance(call, types.FunctionType):
            return _without_first(_of_function(call, cls, eval_str))
        for name in ("__new__", "__init__"):
            method = getattr(obj, name)
            if isinstance(method, types.FunctionType):
                return _without_first(_of_function(unwrap(method), cls, eval_str))
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return cls()
        raise ValueError(f"no signature found for builtin type {obj!r}")
    call = getattr(type(obj), "__call__", None)
    if isinstance(call, types.FunctionType):
        return _without_first(_of_function(call, cls, eval_str))
    raise ValueError(f"no signature found for builtin {obj!r}")


def _of_partial(obj, cls):
    found = _signature(obj.func, cls)
    bound = found.bind_partial(*obj.args, **obj.keywords)
    parameters = []
    to_keyword = False
    for name, parameter in found.parameters.items():
        if name in obj.keywords and parameter.kind in (1, 3):
            parameters.append(parameter.replace(kind=3, default=obj.keywords[name]))
            to_keyword = True
        elif name in bound.arguments and parameter.kind in (0, 1):
            continue
        elif to_keyword and parameter.kind == 1:
            parameters.append(parameter.replace(kind=3))
        elif not (to_keyword and parameter.kind == 2):
            parameters.append(parameter)
    return found.replace(parameters=parameters)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The signature of a callable."""
    return _signature(obj, Signature, follow_wrapped, eval_str)


FullArgSpec = _namedtuple("FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations")


def getfullargspec(func):
    """The parameters of a function in the old form."""
    try:
        found = _signature(func.__func__ if ismethod(func) else func, Signature, False)
    except Exception as problem:
        raise TypeError("unsupported callable") from problem
    args, kwonly, defaults, kwdefaults, annotations = [], [], (), {}, {}
    varargs = varkw = None
    for name, parameter in found.parameters.items():
        if parameter.kind in (0, 1):
            args.append(name)
            if parameter.default is not _Empty:
                defaults += (parameter.default,)
        elif parameter.kind == 2:
            varargs = name
        elif parameter.kind == 3:
            kwonly.append(name)
            if parameter.default is not _Empty:
                kwdefaults[name] = parameter.default
        else:
            varkw = name
        if parameter.annotation is not _Empty:
            annotations[name] = parameter.annotation
    if found.return_annotation is not _Empty:
        annotations["return"] = found.return_annotation
    return FullArgSpec(args, varargs, varkw, defaults or None, kwonly, kwdefaults or None, annotations)


def __getattr__(name):
    # What is seldom asked for.
    import _inspect_classes
    if not name.startswith("_") and hasattr(_inspect_classes, name):
        return getattr(_inspect_classes, name)
    raise AttributeError(f"module 'inspect' has no attribute {name!r}")
