"""Type parameters: what `def f[T]`, `class C[T]` and `type X[T] = ...` make.

The compiler's instructions call the functions at the end. typing.py offers the classes to programs.
A bound, a default or the value of an alias is a function that is called when it is first asked for.
"""

from types import GenericAlias

_MISSING = object()


class NoDefaultType:
    __module__ = "typing"
    __slots__ = ()

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


NoDefault = NoDefaultType()


class _Lazy:
    """An attribute that holds a function until it is first read."""

    def __set_name__(self, owner, name):
        self.slot = "_" + name.strip("_")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = instance.__dict__[self.slot]
        if isinstance(value, _Thunk):
            value = instance.__dict__[self.slot] = value.function()
        return value

    def __set__(self, instance, value):
        raise AttributeError("readonly attribute")


class _Thunk:
    def __init__(self, function):
        self.function = function


def _caller_module():
    import sys
    frame = sys._getframe(2)
    return frame.f_globals.get("__name__") if frame else None


class _Parameter:
    """What TypeVar, ParamSpec and TypeVarTuple have in common."""

    __default__ = _Lazy()

    def has_default(self):
        return self._default is not NoDefault

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __or__(self, other):
        from typing import Union
        return Union[self, other]

    def __ror__(self, other):
        from typing import Union
        return Union[other, self]

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __init_subclass__(cls):
        if cls.__module__ != "typing":
            name = cls.__mro__[1].__name__
            raise TypeError(f"type 'typing.{name}' is not an acceptable base type")

    def __reduce__(self):
        return self.__name__


def _set_variance(parameter, covariant, contravariant, infer_variance):
    if covariant and contravariant:
        raise ValueError("Bivariant types are not supported.")
    if infer_variance and (covariant or contravariant):
        raise ValueError("Variance cannot be specified with infer_variance.")
    parameter.__covariant__ = bool(covariant)
    parameter.__contravariant__ = bool(contravariant)
    parameter.__infer_variance__ = bool(infer_variance)


class TypeVar(_Parameter):
    """A type variable."""

    __module__ = "typing"
    __bound__ = _Lazy()
    __constraints__ = _Lazy()

    def __init__(self, name, *constraints, bound=None, default=NoDefault, covariant=False,
                 contravariant=False, infer_variance=False):
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        _set_variance(self, covariant, contravariant, infer_variance)
        self.__name__ = name
        self._constraints = constraints
        self._bound = bound
        self._default = default
        self.__module__ = _caller_module()

    def __typing_subst__(self, argument):
        if isinstance(argument, TypeVarTuple):
            raise TypeError(f"{argument} is not valid as type argument")
        return argument


class ParamSpecArgs:
    __module__ = "typing"

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"

    def __eq__(self, other):
        return type(other) is type(self) and self.__origin__ == other.__origin__


class ParamSpecKwargs(ParamSpecArgs):
    __module__ = "typing"

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"


class ParamSpec(_Parameter):
    """The parameters of a callable."""

    __module__ = "typing"
    __bound__ = _Lazy()

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        _set_variance(self, covariant, contravariant, infer_variance)
        self.__name__ = name
        self._bound = bound
        self._default = default
        self.__module__ = _caller_module()

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, argument):
        return argument


class TypeVarTuple(_Parameter):
    """Any number of type variables."""

    __module__ = "typing"

    def __init__(self, name, *, default=NoDefault):
        self.__name__ = name
        self._default = default
        self.__module__ = _caller_module()

    def __repr__(self):
        return self.__name__

    def __iter__(self):
        from typing import Unpack
        yield Unpack[self]

    def __typing_subst__(self, argument):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")


class TypeAliasType:
    """What `type X = ...` makes."""

    __module__ = "typing"
    __value__ = _Lazy()
    __iter__ = None

    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self.__type_params__ = tuple(type_params)
        self._value = value
        self.__module__ = _caller_module()

    @property
    def __parameters__(self):
        return self.__type_params__

    def __repr__(self):
        return self.__name__

    def __getitem__(self, arguments):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return GenericAlias(self, arguments)

    def __or__(self, other):
        from typing import Union
        return Union[self, other]

    def __ror__(self, other):
        from typing import Union
        return Union[other, self]


def parameters_of(arguments):
    """The type parameters among arguments, each once, in order."""
    found = []
    for argument in arguments:
        if isinstance(argument, _Parameter):
            inner = (argument,)
        elif isinstance(argument, type):
            inner = ()
        elif isinstance(argument, (list, tuple)):
            inner = parameters_of(argument)
        else:
            inner = getattr(argument, "__parameters__", ())
        for parameter in inner:
            if parameter not in found:
                found.append(parameter)
    return tuple(found)


class Generic:
    """The base of generic classes."""

    __module__ = "typing"
    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if cls is Generic or cls.__dict__.get("_is_protocol") and cls.__module__ == "typing":
            if not parameters:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            for parameter in parameters:
                if not isinstance(parameter, _Parameter) and not hasattr(parameter, "__parameters__"):
                    raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables "
                                    f"or parameter specification variables.")
            if len(set(parameters)) != len(parameters):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
        else:
            _check_count(cls, parameters)
        return GenericAlias(cls, parameters)

    def __init_subclass__(cls, *arguments, **keywords):
        super().__init_subclass__(*arguments, **keywords)
        bases = cls.__dict__.get("__orig_bases__")
        if bases is None:
            bases = ()
            if Generic in cls.__bases__ and cls.__name__ != "Protocol":
                raise TypeError("Cannot inherit from plain Generic")
        elif Generic in bases:
            raise TypeError("Cannot inherit from plain Generic")
        declared = None
        for base in bases:
            origin = getattr(base, "__origin__", None)
            if origin is Generic or getattr(origin, "__module__", None) == "typing" and \
                    getattr(origin, "__name__", None) == "Protocol":
                if origin is Generic and declared is not None:
                    raise TypeError("Cannot inherit from Generic[...] multiple times.")
                declared = base.__parameters__
        used = parameters_of(bases)
        if declared is None:
            declared = used
        elif not set(used) <= set(declared):
            missing = ", ".join(str(p) for p in used if p not in declared)
            raise TypeError(f"Some type variables ({missing}) are not listed in "
                            f"Generic[{', '.join(str(p) for p in declared)}]")
        cls.__parameters__ = tuple(declared)


def _check_count(cls, arguments):
    parameters = getattr(cls, "__parameters__", ())
    if not parameters:
        raise TypeError(f"{cls} is not a generic class")
    if any(isinstance(p, (TypeVarTuple, ParamSpec)) for p in parameters):
        return
    least = sum(not p.has_default() for p in parameters)
    if least <= len(arguments) <= len(parameters):
        return
    amount = "many" if len(arguments) > len(parameters) else "few"
    expected = len(parameters) if least == len(parameters) else f"at least {least}"
    raise TypeError(f"Too {amount} arguments for {cls}; actual {len(arguments)}, expected {expected}")


def make_parameter(kind, name, functions):
    """The instruction MAKE_TYPE_PARAMETER."""
    functions = list(functions)
    default = _Thunk(functions.pop()) if kind & 8 else NoDefault
    kind &= 7
    if kind == 3:
        parameter = ParamSpec(name, default=default, infer_variance=True)
    elif kind == 4:
        parameter = TypeVarTuple(name, default=default)
    else:
        parameter = TypeVar(name, default=default, infer_variance=True)
        if kind == 1:
            parameter._bound = _Thunk(functions[0])
        elif kind == 2:
            parameter._constraints = _Thunk(functions[0])
    parameter.__module__ = None
    return parameter


def make_generic_base(parameters):
    """The instruction MAKE_GENERIC_BASE."""
    if any(isinstance(p, TypeVarTuple) for p in parameters):
        from typing import Unpack
        parameters = tuple(Unpack[p] if isinstance(p, TypeVarTuple) else p for p in parameters)
    return Generic[parameters]


def make_alias(name, parameters, function):
    """The instruction MAKE_TYPE_ALIAS."""
    return TypeAliasType(name, _Thunk(function), type_params=parameters or ())
