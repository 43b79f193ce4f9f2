"""Classes that mainly hold data: @dataclass writes their methods."""

import sys
import types
from abc import update_abstractmethods
from keyword import iskeyword
from reprlib import recursive_repr as _recursive_repr

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields",
           "asdict", "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    """An attempt to change a frozen instance."""


class _Marker:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()
_HAS_DEFAULT_FACTORY = _Marker("<factory>")


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()
_FIELD, _CLASSVAR, _INITVAR = _Marker("_FIELD"), _Marker("_FIELD_CLASSVAR"), _Marker("_FIELD_INITVAR")
_FIELDS, _PARAMS, _POST_INIT = "__dataclass_fields__", "__dataclass_params__", "__post_init__"


class InitVar:
    """Annotates what __init__ takes and hands on to __post_init__, without a field for it."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        shown = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{shown}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """One field: its name, type, default and part in the methods."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata",
                 "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = types.MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    @_recursive_repr()
    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},"
                f"hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},"
                f"kw_only={self.kw_only!r},_field_type={self._field_type})")

    def __set_name__(self, owner, name):
        setter = getattr(type(self.default), "__set_name__", None)
        if setter:
            setter(self.default, owner, name)

    __class_getitem__ = classmethod(types.GenericAlias)


class _DataclassParams:
    """What @dataclass was told."""

    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots",
                 "weakref_slot")

    def __init__(self, **given):
        for name in self.__slots__:
            setattr(self, name, given[name])

    def __repr__(self):
        return f"_DataclassParams({','.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
          metadata=None, kw_only=MISSING):
    """Says more about a field than its default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# --- reading the class ---------------------------------------------------------------------------

def _first_word(text):
    """The identifier a text begins with, and what follows it."""
    text = text.lstrip()
    end = 0
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return text[:end], text[end:].lstrip()


def _meant(annotation, cls, module):
    """What an annotation that is text begins with: a name of the class's module, or of `module` in it."""
    if not isinstance(annotation, str):
        return annotation
    names = vars(sys.modules.get(cls.__module__)) if cls.__module__ in sys.modules else {}
    word, rest = _first_word(annotation)
    if not rest.startswith("."):
        return names.get(word)
    return getattr(module, _first_word(rest[1:])[0], None) if names.get(word) is module else None


def _is_classvar(annotation, cls):
    typing = sys.modules.get("typing")
    if not typing:
        return False
    meant = _meant(annotation, cls, typing)
    return meant is typing.ClassVar or getattr(meant, "__origin__", None) is typing.ClassVar


def _is_initvar(annotation, cls):
    meant = _meant(annotation, cls, sys.modules[__name__])
    return meant is InitVar or type(meant) is InitVar


def _is_kw_only(annotation, cls):
    return _meant(annotation, cls, sys.modules[__name__]) is KW_ONLY


def _get_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)  # inherited, or what a descriptor gives for the class
    if isinstance(default, Field):
        made = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            default = MISSING  # a field that has a slot
        made = field(default=default)
    made.name = name
    made.type = annotation
    made._field_type = (_CLASSVAR if _is_classvar(annotation, cls) else _INITVAR if _is_initvar(annotation, cls)
                        else _FIELD)
    if made._field_type in (_CLASSVAR, _INITVAR) and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made._field_type in (_FIELD, _INITVAR):
        if made.kw_only is MISSING:
            made.kw_only = kw_only
    elif made.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if made._field_type is _FIELD and made.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(made.default)} for field {name} is not allowed: "
                         "use default_factory")
    return made


def _collect_fields(cls, frozen, kw_only):
    """The fields of the bases and of the class, in order."""
    found = {}
    any_frozen_base = all_frozen_bases = None
    has_dataclass_bases = False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is None:
            continue
        has_dataclass_bases = True
        for one in base_fields.values():
            found[one.name] = one
        if all_frozen_bases is None:
            all_frozen_bases = True
        is_frozen = getattr(base, _PARAMS).frozen
        all_frozen_bases = all_frozen_bases and is_frozen
        any_frozen_base = any_frozen_base or is_frozen
    annotations = cls.__dict__.get("__annotations__", {})
    own = []
    seen_kw_only = False
    for name, annotation in annotations.items():
        if _is_kw_only(annotation, cls):
            if seen_kw_only:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_kw_only = kw_only = True
        else:
            own.append(_get_field(cls, name, annotation, kw_only))
    for one in own:
        found[one.name] = one
        if isinstance(getattr(cls, one.name, None), Field):
            if one.default is MISSING:
                delattr(cls, one.name)
            else:
                setattr(cls, one.name, one.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if has_dataclass_bases:
        if any_frozen_base and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if all_frozen_bases is False and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    return found


# --- writing the methods -------------------------------------------------------------------------

def _make_function(cls, name, parameters, body, names, returns=MISSING):
    """Compiles a method; `names` are what its text refers to."""
    outer = ", ".join(names)
    text = f"def __create_fn__({outer}):\n def {name}({', '.join(parameters)}):\n"
    text += "\n".join(f"  {line}" for line in body) + f"\n return {name}"
    namespace = {}
    module = sys.modules.get(cls.__module__)
    exec(text, module.__dict__ if module else {}, namespace)
    made = namespace["__create_fn__"](**names)
    made.__qualname__ = f"{cls.__qualname__}.{name}"
    if returns is not MISSING:
        made.__annotations__ = returns
    return made


def _init_parameter(one):
    if one.default is MISSING and one.default_factory is MISSING:
        return one.name
    if one.default is not MISSING:
        return f"{one.name}=__dataclass_dflt_{one.name}__"
    return f"{one.name}=__dataclass_HAS_DEFAULT_FACTORY__"


def _init_line(one, frozen, self_name):
    """The statement that sets a field; None if there is nothing to do."""
    default = f"__dataclass_dflt_{one.name}__"
    if one.default_factory is not MISSING:
        value = f"{default}()"
        if one.init:
            value = f"{value} if {one.name} is __dataclass_HAS_DEFAULT_FACTORY__ else {one.name}"
    elif one.init:
        value = one.name
    elif one.default is not MISSING:
        value = default
    else:
        return None
    if one._field_type is _INITVAR:
        return None
    if frozen:
        return f"__dataclass_builtins_object__.__setattr__({self_name}, {one.name!r}, {value})"
    return f"{self_name}.{one.name} = {value}"


def _make_init(cls, found, positional, keyword_only, frozen, has_post_init, self_name, slots):
    seen_default = None
    for one in positional:
        if one.init:
            if one.default is not MISSING or one.default_factory is not MISSING:
                seen_default = one
            elif seen_default:
                raise TypeError(f"non-default argument {one.name!r} follows default argument "
                                f"{seen_default.name!r}")
    names = {"__dataclass_HAS_DEFAULT_FACTORY__": _HAS_DEFAULT_FACTORY, "__dataclass_builtins_object__": object}
    annotations = {}
    body = []
    for one in found:
        if one.default is not MISSING:
            names[f"__dataclass_dflt_{one.name}__"] = one.default
        elif one.default_factory is not MISSING:
            names[f"__dataclass_dflt_{one.name}__"] = one.default_factory
        line = _init_line(one, frozen, self_name)
        if line and (one.init or one.default_factory is not MISSING or slots):
            body.append(line)
    if has_post_init:
        given = ", ".join(one.name for one in found if one._field_type is _INITVAR)
        body.append(f"{self_name}.{_POST_INIT}({given})")
    parameters = [self_name] + [_init_parameter(one) for one in positional if one.init]
    keywords = [one for one in keyword_only if one.init]
    if keywords:
        parameters += ["*"] + [_init_parameter(one) for one in keywords]
    for one in (*positional, *keywords):
        if one.init:
            annotations[one.name] = one.type
    annotations["return"] = None
    return _make_function(cls, "__init__", parameters, body or ["pass"], names, annotations)


def _make_repr(cls, found):
    shown = ", ".join([f"{one.name}={{self.{one.name}!r}}" for one in found if one.repr])
    return _recursive_repr()(_make_function(
        cls, "__repr__", ["self"], ['return f"{self.__class__.__qualname__}(' + shown + ')"'], {}))


def _tuple_text(self_name, found):
    return "(" + "".join(f"{self_name}.{one.name}," for one in found) + ")"


def _make_eq(cls, found):
    tests = " and ".join(f"self.{one.name}==other.{one.name}" for one in found) or "True"
    return _make_function(cls, "__eq__", ["self", "other"],
                          ["if self is other:", " return True", "if other.__class__ is self.__class__:",
                           f" return {tests}", "return NotImplemented"], {})


def _make_order(cls, name, operator, found):
    return _make_function(cls, name, ["self", "other"],
                          ["if other.__class__ is self.__class__:",
                           f" return {_tuple_text('self', found)}{operator}{_tuple_text('other', found)}",
                           "return NotImplemented"], {})


def _make_hash(cls, found):
    hashed = [one for one in found if (one.compare if one.hash is None else one.hash)]
    return _make_function(cls, "__hash__", ["self"], [f"return hash({_tuple_text('self', hashed)})"], {})


def _freeze(cls, found):
    names = tuple(one.name for one in found)

    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    for function in (__setattr__, __delattr__):
        function.__qualname__ = f"{cls.__qualname__}.{function.__name__}"
        if not _set_new(cls, function.__name__, function):
            continue
        raise TypeError(f"Cannot overwrite attribute {function.__name__} in class {cls.__name__}")


def _set_new(cls, name, value):
    """Adds an attribute; whether the class has one of its own already."""
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


def _process(cls, params):
    found = _collect_fields(cls, params.frozen, params.kw_only)
    setattr(cls, _FIELDS, found)
    setattr(cls, _PARAMS, params)
    in_init = [one for one in found.values() if one._field_type in (_FIELD, _INITVAR)]
    real = [one for one in found.values() if one._field_type is _FIELD]
    compared = [one for one in real if one.compare]
    positional = [one for one in in_init if not one.kw_only]
    keyword_only = [one for one in in_init if one.kw_only]
    had_hash = "__hash__" in cls.__dict__
    hash_before = cls.__dict__.get("__hash__")
    if params.init:
        has_post_init = hasattr(cls, _POST_INIT)
        self_name = "__dataclass_self__" if "self" in found else "self"
        _set_new(cls, "__init__", _make_init(cls, in_init, positional, keyword_only, params.frozen,
                                             has_post_init, self_name, params.slots))
    _set_new(cls, "__replace__", _replace)
    if params.repr:
        _set_new(cls, "__repr__", _make_repr(cls, real))
    has_own_eq = "__eq__" in cls.__dict__
    if params.eq:
        _set_new(cls, "__eq__", _make_eq(cls, compared))
    if params.order:
        if not params.eq:
            raise ValueError("eq must be true if order is true")
        for name, operator in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            if _set_new(cls, name, _make_order(cls, name, operator, compared)):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                                "Consider using functools.total_ordering")
    if params.frozen:
        _freeze(cls, real)
    has_explicit_hash = had_hash and not (hash_before is None and has_own_eq)
    if params.unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        cls.__hash__ = _make_hash(cls, real)
    elif params.eq and not has_explicit_hash:
        cls.__hash__ = _make_hash(cls, real) if params.frozen else None
    if not cls.__doc__:
        parameters = [_doc_parameter(one) for one in positional if one.init]
        keywords = [_doc_parameter(one) for one in keyword_only if one.init]
        cls.__doc__ = f"{cls.__name__}({', '.join(parameters + (['*'] + keywords if keywords else []))})"
    if params.match_args:
        _set_new(cls, "__match_args__", tuple(one.name for one in positional if one.init))
    if params.weakref_slot and not params.slots:
        raise TypeError("weakref_slot is True but slots is False")
    if params.slots:
        cls = _add_slots(cls, params.frozen, params.weakref_slot, real)
    update_abstractmethods(cls)
    return cls


def _doc_parameter(one):
    annotation = one.type.__name__ if isinstance(one.type, type) else repr(one.type)
    text = f"{one.name}: {annotation}"
    if one.default is not MISSING:
        return f"{text} = {one.default!r}"
    return f"{text} = <factory>" if one.default_factory is not MISSING else text


def _add_slots(cls, frozen, weakref_slot, found):
    """A new class like cls whose fields are slots."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        inherited.update((slots,) if isinstance(slots, str) else slots)
    names = tuple(one.name for one in found)
    slots = tuple(name for name in names if name not in inherited)
    if weakref_slot and "__weakref__" not in inherited:
        slots += ("__weakref__",)
    body = dict(cls.__dict__)
    for name in (*names, "__dict__", "__weakref__"):
        body.pop(name, None)
    body["__slots__"] = slots
    if frozen:
        body.setdefault("__getstate__", _frozen_state)
        body.setdefault("__setstate__", _set_frozen_state)
    made = type(cls)(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    return made


def _frozen_state(self):
    return [getattr(self, one.name) for one in fields(self)]


def _set_frozen_state(self, state):
    for one, value in zip(fields(self), state):
        object.__setattr__(self, one.name, value)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Adds __init__, __repr__, __eq__ and more to a class, made from its annotated attributes."""
    params = _DataclassParams(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                              match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)
    if cls is None:
        return lambda cls: _process(cls, params)
    return _process(cls, params)


# --- using dataclasses ---------------------------------------------------------------------------

def fields(class_or_instance):
    """The fields of a dataclass or an instance of one."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(one for one in found.values() if one._field_type is _FIELD)


def is_dataclass(obj):
    """Whether obj is a dataclass or an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def _convert(obj, make):
    """A copy of obj in which every dataclass instance has become make(pairs)."""
    if _is_instance(obj):
        return make([(one.name, _convert(getattr(obj, one.name), make)) for one in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_convert(item, make) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_convert(item, make) for item in obj])
    if isinstance(obj, dict):
        pairs = [(_convert(key, make), _convert(value, make)) for key, value in obj.items()]
        if hasattr(type(obj), "default_factory") or hasattr(obj, "default_factory"):
            return type(obj)(obj.default_factory, pairs)
        return type(obj)(pairs)
    import copy
    return copy.deepcopy(obj)


def asdict(obj, *, dict_factory=dict):
    """The fields and their values as a dict, also inside lists, tuples and dicts."""
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _convert(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields as a tuple, also inside lists, tuples and dicts."""
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _convert(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False,
                   weakref_slot=False, module=None):
    """A dataclass made of a list of names, (name, type) or (name, type, field)."""
    body = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, "typing.Any"
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, body[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation
    body["__annotations__"] = annotations
    cls = types.new_class(cls_name, bases, {}, lambda space: space.update(body))
    cls.__module__ = module or sys._getframe(1).f_globals.get("__name__", "__main__")
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def _replace(self, /, **changes):
    for name, one in self.__dataclass_fields__.items():
        kind = one._field_type
        if kind is _CLASSVAR:
            continue
        if not one.init:
            if name in changes:
                raise TypeError(f"field {name} is declared with init=False, it cannot be specified with "
                                "replace()")
        elif name not in changes:
            if kind is _INITVAR and one.default is MISSING:
                raise TypeError(f"InitVar {name!r} must be specified with replace()")
            changes[name] = getattr(self, name)
    return self.__class__(**changes)


def replace(obj, /, **changes):
    """A copy of obj with other values for some fields."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)
