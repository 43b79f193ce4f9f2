"""Type hints: names that annotated programs import. Nothing here checks types at run time.

Special forms (Union, Optional, Literal, ...) are objects that are subscripted; what comes out is
an _Alias, which knows its origin and arguments and shows itself as it was written. The names of
old times (List, Dict, Callable, ...) are such objects too, each standing for a real class.
"""

import collections.abc as _abc
import sys
import types
from types import GenericAlias, UnionType

from _typing import (
    Generic, NoDefault, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar, TypeVarTuple,
    _Parameter, parameters_of as _parameters_of,
)

__all__ = [
    "Annotated", "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef", "Generic", "Literal",
    "Optional", "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar", "TypeVarTuple", "Union", "AbstractSet",
    "Container", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping", "MappingView",
    "MutableMapping", "MutableSequence", "MutableSet", "Sequence", "Sized", "ValuesView", "Awaitable",
    "AsyncIterator", "AsyncIterable", "Coroutine", "Collection", "AsyncGenerator", "Reversible",
    "SupportsAbs", "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt",
    "SupportsRound", "Dict", "List", "Set", "FrozenSet", "NamedTuple", "TypedDict", "Generator",
    "assert_type", "assert_never", "cast", "clear_overloads", "dataclass_transform", "final", "get_args",
    "get_origin", "get_overloads", "get_protocol_members", "get_type_hints", "is_protocol", "is_typeddict",
    "LiteralString", "Never", "NewType", "no_type_check", "no_type_check_decorator", "NoReturn",
    "NotRequired", "overload", "override", "ParamSpecArgs", "ParamSpecKwargs", "ReadOnly", "Required",
    "reveal_type", "runtime_checkable", "Self", "Text", "TYPE_CHECKING", "TypeAlias", "TypeGuard", "TypeIs",
    "TypeAliasType", "Unpack",
    "ChainMap", "Counter", "Deque", "DefaultDict", "OrderedDict", "ContextManager", "AsyncContextManager",
    "Pattern", "Match", "AnyStr", "IO", "TextIO", "BinaryIO",
]
TYPE_CHECKING = False


def _type_text(argument):
    """An argument as it is written."""
    if argument is ...:
        return "..."
    if argument is None:
        return "None"
    if isinstance(argument, type) and not isinstance(argument, GenericAlias):
        if argument.__module__ == "builtins":
            return argument.__qualname__
        return f"{argument.__module__}.{argument.__qualname__}"
    if isinstance(argument, types.FunctionType):
        return argument.__name__
    if isinstance(argument, list):
        return "[" + ", ".join(map(_type_text, argument)) + "]"
    return repr(argument)


def _check_type(argument, message, module=None):
    """What may stand for a type; strings become forward references."""
    if argument is None:
        return type(None)
    if isinstance(argument, str):
        return ForwardRef(argument, module=module)
    if argument in (Any, Self, Never, NoReturn, LiteralString, Final, TypeAlias):
        return argument
    is_plain = isinstance(argument, _Form) and not isinstance(argument, _ClassForm)  # List alone is fine
    if is_plain or argument is Generic or argument is Protocol:
        raise TypeError(f"Plain {argument} is not valid as type argument")
    if type(argument) is tuple:
        raise TypeError(f"{message} Got {argument!r:.100}.")
    return argument


class ForwardRef:
    """A type named before it exists."""

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            self.__forward_code__ = compile(arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}") from None
        self.__forward_arg__ = arg
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns):
        return eval(self.__forward_code__, globalns, localns)

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        module = f", module={self.__forward_module__!r}" if self.__forward_module__ is not None else ""
        return f"ForwardRef({self.__forward_arg__!r}{module})"


class _Or:
    """`X | Y` for what is no class."""

    __slots__ = ()

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _Form(_Or):
    """A name that is subscripted (or used bare) in annotations."""

    __iter__ = None

    def __init__(self, name, getitem=None, doc=None):
        self._name = name
        self._getitem = getitem
        self.__doc__ = doc

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *arguments, **keywords):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __instancecheck__(self, instance):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        if self._getitem is None:
            raise TypeError(f"{self} is not subscriptable")
        return self._getitem(self, parameters)


def _form(function):
    return _Form(function.__name__, function, function.__doc__)


class _Alias(_Or):
    """A subscripted form: its origin, its arguments, and the name it is shown under."""

    def __init__(self, origin, args, name):
        self.__origin__ = origin
        self.__args__ = args
        self._name = name
        self.__parameters__ = _parameters_of(args)

    def __repr__(self):
        if self.__origin__ is _abc.Callable:
            *given, result = self.__args__
            if len(given) == 1 and (given[0] is ... or isinstance(given[0], (ParamSpec, _Alias))
                                    and getattr(given[0], "_name", "Concatenate") == "Concatenate"):
                shown = _type_text(given[0])
            else:
                shown = "[" + ", ".join(map(_type_text, given)) + "]"
            return f"typing.Callable[{shown}, {_type_text(result)}]"
        inside = ", ".join(map(_type_text, self.__args__)) or "()"
        return f"typing.{self._name}[{inside}]"

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __call__(self, *arguments, **keywords):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot instantiate {self!r}")
        return self.__origin__(*arguments, **keywords)

    def __mro_entries__(self, bases):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot subclass {self!r}")
        result = [self.__origin__]
        if Generic not in bases and not any(isinstance(b, type) and issubclass(b, Generic)
                                            for b in bases):
            result.append(Generic)
        return tuple(result)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __getitem__(self, arguments):
        if not isinstance(arguments, tuple):
            arguments = (arguments,)
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        if len(arguments) != len(self.__parameters__):
            amount = "many" if len(arguments) > len(self.__parameters__) else "few"
            raise TypeError(f"Too {amount} arguments for {self}; actual {len(arguments)}, "
                            f"expected {len(self.__parameters__)}")
        values = dict(zip(self.__parameters__, arguments))
        replaced = tuple(_replace(a, values) for a in self.__args__)
        return _rebuild(self, replaced)

    def __iter__(self):
        yield Unpack[self]

    def __instancecheck__(self, instance):
        return self.__subclasscheck__(type(instance))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


class _UnionAlias(_Alias):
    __iter__ = None

    def __repr__(self):
        rest = [a for a in self.__args__ if a is not type(None)]
        if len(rest) == 1 and len(self.__args__) == 2:
            return f"typing.Optional[{_type_text(rest[0])}]"
        return super().__repr__()

    def __eq__(self, other):
        if not isinstance(other, (_UnionAlias, UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __instancecheck__(self, instance):
        return any(isinstance(instance, a) for a in self.__args__)

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, a) for a in self.__args__)


class _LiteralAlias(_Alias):
    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"

    def __eq__(self, other):
        if not isinstance(other, _LiteralAlias):
            return NotImplemented
        return ({(a, type(a)) for a in self.__args__} == {(a, type(a)) for a in other.__args__})

    def __hash__(self):
        return hash(frozenset((a, type(a)) for a in self.__args__))


class _AnnotatedAlias(_Alias):
    __iter__ = None

    def __init__(self, origin, metadata):
        super().__init__(origin, (origin,), "Annotated")
        self.__metadata__ = metadata

    def __repr__(self):
        return f"typing.Annotated[{_type_text(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"

    def __eq__(self, other):
        return (isinstance(other, _AnnotatedAlias) and self.__origin__ == other.__origin__
                and self.__metadata__ == other.__metadata__)

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))


class _UnpackedAlias(_Alias):
    def __iter__(self):
        yield self


def _replace(argument, values):
    if isinstance(argument, _Parameter):
        return values.get(argument, argument)
    inner = () if isinstance(argument, type) else getattr(argument, "__parameters__", ())
    if inner:
        return argument[tuple(values.get(p, p) for p in inner)]
    return argument


def _rebuild(alias, arguments):
    if alias.__origin__ is Union:
        return Union[arguments]
    if isinstance(alias, _AnnotatedAlias):
        return _AnnotatedAlias(arguments[0], alias.__metadata__)
    if alias.__origin__ is _abc.Callable:
        flat = []
        for argument in arguments:
            flat.extend(argument if isinstance(argument, list) else [argument])
        arguments = tuple(flat)
    return type(alias)(alias.__origin__, arguments, alias._name)


# --- special forms ---

class _AnyMeta(type):
    def __instancecheck__(self, instance):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(instance)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type at all."""

    def __new__(cls, *arguments, **keywords):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


def _bare(name, doc):
    return _Form(name, None, doc)


Self = _bare("Self", "The class that encloses the annotation.")
Never = _bare("Never", "The type without values.")
NoReturn = _bare("NoReturn", "A function that never returns.")
LiteralString = _bare("LiteralString", "A string literal.")
TypeAlias = _bare("TypeAlias", "Marks an assignment as a type alias.")


@_form
def Union(self, parameters):
    """One of several types."""
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for parameter in parameters:
        parameter = _check_type(parameter, "Union[arg, ...]: each arg must be a type.")
        for one in (parameter.__args__ if isinstance(parameter, (_UnionAlias, UnionType)) else (parameter,)):
            if one not in flat:
                flat.append(one)
    return flat[0] if len(flat) == 1 else _UnionAlias(Union, tuple(flat), "Union")


@_form
def Optional(self, parameter):
    """A type or None."""
    return Union[_check_type(parameter, "Optional[t] requires a single type."), type(None)]


@_form
def Literal(self, parameters):
    """One of the given values."""
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    values = []
    for parameter in parameters:
        for value in (parameter.__args__ if isinstance(parameter, _LiteralAlias) else (parameter,)):
            if not any(value == v and type(value) is type(v) for v in values):
                values.append(value)
    return _LiteralAlias(Literal, tuple(values), "Literal")


@_form
def Annotated(self, parameters):
    """A type with metadata."""
    if not isinstance(parameters, tuple) or len(parameters) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an "
                        "annotation).")
    origin, *metadata = parameters
    if isinstance(origin, _AnnotatedAlias):
        return _AnnotatedAlias(origin.__origin__, origin.__metadata__ + tuple(metadata))
    return _AnnotatedAlias(_check_type(origin, "Annotated[t, ...]: t must be a type."), tuple(metadata))


def _one_argument(name, doc):
    def getitem(self, parameter):
        return _Alias(self, (_check_type(parameter, f"typing.{name} accepts only single type."),), name)
    return _Form(name, getitem, doc)


ClassVar = _one_argument("ClassVar", "A variable of the class.")
Final = _one_argument("Final", "A name that is not assigned again.")
Required = _one_argument("Required", "A key that must be there.")
NotRequired = _one_argument("NotRequired", "A key that may be missing.")
ReadOnly = _one_argument("ReadOnly", "A key that is not changed.")
TypeGuard = _one_argument("TypeGuard", "The result of a function that tells a type.")
TypeIs = _one_argument("TypeIs", "The result of a function that tells a type.")


@_form
def Unpack(self, parameter):
    """*Ts, spelt out."""
    return _UnpackedAlias(Unpack, (_check_type(parameter, "Unpack accepts only single type."),), "Unpack")


@_form
def Concatenate(self, parameters):
    """Parameters in front of others."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    return _Alias(Concatenate, parameters if isinstance(parameters, tuple) else (parameters,), "Concatenate")


# --- classes under their old names ---

class _ClassForm(_Form):
    """List, Dict, Iterable, ...: a class that can be subscripted."""

    def __init__(self, name, origin, count):
        super().__init__(name, doc=f"A generic version of {origin.__module__}.{origin.__qualname__}.")
        self.__origin__ = origin
        self._count = count

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        parameters = tuple(_check_type(p, "Parameters to generic types must be types.") for p in parameters)
        if self._count >= 0 and len(parameters) != self._count:
            defaults = {"Generator": 1, "AsyncGenerator": 1, "ContextManager": 1, "AsyncContextManager": 1}
            least = defaults.get(self._name, self._count)
            if not least <= len(parameters) <= self._count:
                amount = "many" if len(parameters) > self._count else "few"
                raise TypeError(f"Too {amount} arguments for {self!r}; actual {len(parameters)}, "
                                f"expected {self._count}")
        return _Alias(self.__origin__, parameters, self._name)

    def __call__(self, *arguments, **keywords):
        return self.__origin__(*arguments, **keywords)

    def __mro_entries__(self, bases):
        result = [self.__origin__]
        if Generic not in bases:
            result.append(Generic)
        return tuple(result)

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)


class _CallableForm(_ClassForm):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple) or len(parameters) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        arguments, result = parameters
        result = _check_type(result, "Callable[args, result]: result must be a type.")
        if isinstance(arguments, (list, tuple)):
            arguments = tuple(_check_type(a, "Callable[[arg, ...], result]: each arg must be a type.")
                              for a in arguments)
        else:
            arguments = (arguments,)
        return _Alias(self.__origin__, arguments + (result,), "Callable")


class _TupleForm(_ClassForm):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        parameters = tuple(p if p is ... else _check_type(p, "Tuple[t0, t1, ...]: each t must be a type.")
                           for p in parameters)
        return _Alias(self.__origin__, parameters, "Tuple")


_CLASSES = {
    "List": (list, 1), "Dict": (dict, 2), "Set": (set, 1), "FrozenSet": (frozenset, 1), "Type": (type, 1),
    "Hashable": (_abc.Hashable, 0), "Sized": (_abc.Sized, 0), "Awaitable": (_abc.Awaitable, 1),
    "Coroutine": (_abc.Coroutine, 3), "AsyncIterable": (_abc.AsyncIterable, 1),
    "AsyncIterator": (_abc.AsyncIterator, 1), "Iterable": (_abc.Iterable, 1), "Iterator": (_abc.Iterator, 1),
    "Reversible": (_abc.Reversible, 1), "Container": (_abc.Container, 1), "Collection": (_abc.Collection, 1),
    "AbstractSet": (_abc.Set, 1), "MutableSet": (_abc.MutableSet, 1), "Mapping": (_abc.Mapping, 2),
    "MutableMapping": (_abc.MutableMapping, 2), "Sequence": (_abc.Sequence, 1),
    "MutableSequence": (_abc.MutableSequence, 1), "KeysView": (_abc.KeysView, 1),
    "ItemsView": (_abc.ItemsView, 2), "ValuesView": (_abc.ValuesView, 1), "MappingView": (_abc.MappingView, 1),
    "Generator": (_abc.Generator, 3), "AsyncGenerator": (_abc.AsyncGenerator, 2),
}
for _name, (_origin, _count) in _CLASSES.items():
    globals()[_name] = _ClassForm(_name, _origin, _count)
Callable = _CallableForm("Callable", _abc.Callable, 2)
Tuple = _TupleForm("Tuple", tuple, -1)
Text = str
_LATER = {
    "DefaultDict": ("collections", "defaultdict", 2), "OrderedDict": ("collections", "OrderedDict", 2),
    "Counter": ("collections", "Counter", 1), "ChainMap": ("collections", "ChainMap", 2),
    "Deque": ("collections", "deque", 1), "ContextManager": ("contextlib", "AbstractContextManager", 2),
    "AsyncContextManager": ("contextlib", "AbstractAsyncContextManager", 2),
    "Pattern": ("re", "Pattern", 1), "Match": ("re", "Match", 1),
}


def __getattr__(name):
    """The forms whose classes are seldom wanted are made when first asked for."""
    if name in globals():
        return globals()[name]
    if name == "AnyStr":
        value = TypeVar("AnyStr", bytes, str)
    elif name in ("IO", "TextIO", "BinaryIO"):
        base = Generic[__getattr__("AnyStr")] if name == "IO" else __getattr__("IO")[bytes if name == "BinaryIO" else str]
        value = types.new_class(name, (base,), {}, lambda body: body.update(__module__="typing"))
    elif name in _LATER:
        module, origin, count = _LATER[name]
        value = _ClassForm(name, getattr(__import__(module), origin), count)
    else:
        raise AttributeError(f"module 'typing' has no attribute {name!r}")
    globals()[name] = value
    return value


# --- protocols ---

_PROTOCOL_IGNORES = {
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__",
    "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__",
    "__static_attributes__", "__firstlineno__", "__parameters__", "__orig_bases__", "_is_protocol",
    "_is_runtime_protocol", "__protocol_attrs__", "__type_params__", "__qualname__", "__init_subclass__",
    "_abc_registry", "_abc_impl", "_abc_cache", "__classcell__", "__non_callable_proto_members__",
}


def _protocol_members(cls):
    members = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic") and base.__module__ == "typing":
            continue
        for name in [*base.__dict__, *base.__dict__.get("__annotations__", ())]:
            if name not in _PROTOCOL_IGNORES and not name.startswith("_abc_"):
                members.add(name)
    return members


class _ProtocolMeta(type(_abc.Sized)):
    def __instancecheck__(cls, instance):
        if cls is Protocol or not getattr(cls, "_is_protocol", False):
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if super().__subclasscheck__(type(instance)):
            return True
        missing = object()
        for name in cls.__protocol_attrs__:
            value = getattr(instance, name, missing)
            if value is missing or value is None and callable(getattr(cls, name, None)):
                return False
        return True

    def __subclasscheck__(cls, other):
        if cls is Protocol or not getattr(cls, "_is_protocol", False):
            return super().__subclasscheck__(other)
        if not isinstance(other, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if any(not callable(getattr(cls, name, None)) for name in cls.__protocol_attrs__):
            names = ", ".join(repr(n) for n in sorted(cls.__protocol_attrs__)
                              if not callable(getattr(cls, n, None)))
            raise TypeError("Protocols with non-method members don't support issubclass(). "
                            f"Non-method members: {names}.")
        return all(any(name in base.__dict__ and base.__dict__[name] is not None for base in other.__mro__)
                   for name in cls.__protocol_attrs__) or super().__subclasscheck__(other)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of structural types."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *arguments, **keywords):
        super().__init_subclass__(*arguments, **keywords)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            known = (object, Generic, Protocol)
            if base not in known and not getattr(base, "_is_protocol", False) \
                    and base.__module__ not in ("collections.abc", "_collections_abc", "contextlib"):
                raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        cls.__protocol_attrs__ = _protocol_members(cls)
        if cls.__init__ is Protocol.__init__ or cls.__init__ is object.__init__:
            cls.__init__ = _no_init

    def __class_getitem__(cls, parameters):
        return super().__class_getitem__(parameters)


def _no_init(self, *arguments, **keywords):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_init)
        if init is not _no_init:
            return init(self, *arguments, **keywords)


def runtime_checkable(cls):
    """Allow isinstance() with a protocol: only the names of its members are looked at."""
    if not (isinstance(cls, type) and issubclass(cls, Generic) and getattr(cls, "_is_protocol", False)):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


def _supports(name, method):
    def stub(self):
        pass
    stub.__name__ = method
    cls = _ProtocolMeta(name, (Protocol,), {"__module__": "typing", method: stub, "__slots__": ()})
    return runtime_checkable(cls)


SupportsInt = _supports("SupportsInt", "__int__")
SupportsFloat = _supports("SupportsFloat", "__float__")
SupportsComplex = _supports("SupportsComplex", "__complex__")
SupportsBytes = _supports("SupportsBytes", "__bytes__")
SupportsIndex = _supports("SupportsIndex", "__index__")
SupportsAbs = _supports("SupportsAbs", "__abs__")
SupportsRound = _supports("SupportsRound", "__round__")


# --- NamedTuple, TypedDict, NewType ---

class _NamedTupleMeta(type):
    def __new__(meta, name, bases, namespace):
        from collections import namedtuple
        types_ = {name: _check_type(hint, f"field {name} annotation must be a type")
                  for name, hint in namespace.get("__annotations__", {}).items()}
        fields = list(types_)
        defaults = []
        for field in fields:
            if field in namespace:
                defaults.append(namespace[field])
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field"
                                f"{'s' if len(defaults) > 1 else ''} "
                                f"{', '.join(fields[fields.index(field) - len(defaults):fields.index(field)])}")
        made = namedtuple(name, fields, defaults=defaults, module=namespace["__module__"])
        made.__annotations__ = made.__new__.__annotations__ = types_
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults",
                       "_make", "_replace", "_asdict"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in made._fields and key not in ("__annotations__", "__module__", "__orig_bases__"):
                setattr(made, key, value)
        if any(base is Generic for base in bases):
            made.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        return made


def NamedTuple(typename, fields=(), /, **keywords):
    """A named tuple with annotated fields."""
    from collections import namedtuple
    pairs = [(name, _check_type(hint, f"field {name} annotation must be a type"))
             for name, hint in list(fields) or keywords.items()]
    made = namedtuple(typename, [name for name, _ in pairs], module=sys._getframe(1).f_globals.get("__name__"))
    made.__annotations__ = made.__new__.__annotations__ = dict(pairs)
    made.__orig_bases__ = (NamedTuple,)
    return made


def _namedtuple_mro_entries(bases):
    return (_NamedTupleRoot,)


_NamedTupleRoot = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = _namedtuple_mro_entries


class _TypedDictMeta(type):
    def __new__(meta, name, bases, namespace, total=True, closed=False):
        made = type.__new__(meta, name, (dict,), namespace)
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required |= base.__dict__.get("__required_keys__", set())
            optional |= base.__dict__.get("__optional_keys__", set())
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {key: _check_type(hint, message, made.__module__)
               for key, hint in namespace.get("__annotations__", {}).items()}
        annotations.update(own)
        for key, hint in own.items():
            origin = getattr(hint, "__origin__", None)
            is_required = True if origin is Required else False if origin is NotRequired else total
            (required if is_required else optional).add(key)
            (optional if is_required else required).discard(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    def __call__(cls, *arguments, **keywords):
        return dict(*arguments, **keywords)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")


def TypedDict(typename, fields=(), /, *, total=True):
    """A dict with known keys."""
    namespace = {"__annotations__": dict(fields), "__module__": sys._getframe(1).f_globals.get("__name__")}
    return _TypedDictMeta(typename, (), namespace, total=total)


_TypedDictRoot = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDictRoot,)


class NewType:
    """A type of its own for the checker, the same values at run time."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    def __call__(self, value):
        return value

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                        f"`{self.__name__} = NewType({self.__name__!r}, {self.__name__})`")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# --- functions ---

def cast(typ, val):
    """Return the value as it is."""
    return val


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r:.100}")


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def _mark(attribute):
    def mark(arg):
        try:
            setattr(arg, attribute, True)
        except (AttributeError, TypeError):
            pass
        return arg
    return mark


final = _mark("__final__")
override = _mark("__override__")
no_type_check = _mark("__no_type_check__")


def no_type_check_decorator(decorator):
    return decorator


_overloads = {}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside "
        "a stub module should always be followed by an implementation that is not @overload-ed.")


def overload(func):
    """One signature of several; the implementation follows."""
    _overloads.setdefault((func.__module__, func.__qualname__), []).append(func)
    return _overload_dummy


def get_overloads(func):
    return list(_overloads.get((func.__module__, func.__qualname__), ()))


def clear_overloads():
    _overloads.clear()


def dataclass_transform(**keywords):
    def mark(target):
        target.__dataclass_transform__ = keywords
        return target
    return mark


def get_origin(tp):
    """The unsubscripted form of a type: get_origin(list[int]) is list."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_Alias, GenericAlias, ParamSpecArgs, ParamSpecKwargs, _ClassForm)):
        return tp.__origin__
    if isinstance(tp, UnionType):
        return UnionType
    return Generic if tp is Generic else None


def get_args(tp):
    """The arguments of a subscripted type: get_args(dict[int, str]) is (int, str)."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_Alias, GenericAlias)):
        arguments = tp.__args__
        if tp.__origin__ is _abc.Callable and not (len(arguments) == 2 and
                                                   (arguments[0] is ... or isinstance(arguments[0], ParamSpec))):
            arguments = (list(arguments[:-1]), arguments[-1])
        return arguments
    return tp.__args__ if isinstance(tp, UnionType) else ()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta) and tp is not _TypedDictRoot


def is_protocol(tp, /):
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol


def get_protocol_members(tp, /):
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


def _resolve(hint, globalns, localns):
    if isinstance(hint, str):
        hint = ForwardRef(hint)
    if isinstance(hint, ForwardRef):
        return _resolve(hint._evaluate(globalns, localns), globalns, localns)
    if isinstance(hint, GenericAlias):
        return GenericAlias(hint.__origin__, tuple(_resolve(a, globalns, localns) for a in hint.__args__))
    if isinstance(hint, _Alias) and not isinstance(hint, (_LiteralAlias, _AnnotatedAlias)):
        arguments = tuple(_resolve(a, globalns, localns) for a in hint.__args__)
        return hint if arguments == hint.__args__ else _rebuild(hint, arguments)
    return type(None) if hint is None else hint


def _strip(hint):
    return _strip(hint.__origin__) if isinstance(hint, _AnnotatedAlias) else hint


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations with strings made types; those of a class with its bases'."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            names = globalns
            if names is None:
                names = getattr(sys.modules.get(base.__module__), "__dict__", {})
            scope = {**vars(base), **(localns or {})}
            for name, hint in base.__dict__.get("__annotations__", {}).items():
                hints[name] = _resolve(hint, names, scope)
    else:
        while hasattr(obj, "__wrapped__"):
            obj = obj.__wrapped__
        if globalns is None:
            globalns = getattr(obj, "__globals__", None) or getattr(obj, "__dict__", {})
        annotations = getattr(obj, "__annotations__", None)
        if annotations is None:
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        parameters = {p.__name__: p for p in getattr(obj, "__type_params__", ())}
        for name, hint in annotations.items():
            hints[name] = _resolve(hint, globalns, localns or parameters)
    if include_extras:
        return hints
    return {name: _strip(hint) for name, hint in hints.items()}
