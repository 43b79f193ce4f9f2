"""Enumerations.

EnumType, the metaclass, turns the assignments in a class body into members: objects of the class, each
with a name and a value. Classes with members cannot be extended, and the members cannot be changed.
"""

from builtins import property as _property
from types import DynamicClassAttribute, MappingProxyType as _MappingProxyType

__all__ = ["EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique",
           "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP",
           "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "EnumCheck", "EnumDict", "global_enum",
           "global_enum_repr", "global_flag_repr", "global_str"]


class nonmember:
    """Protects a value in a class body from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes a member of what would not become one, such as a function."""

    def __init__(self, value):
        self.value = value


class auto:
    """A value that _generate_next_value_ chooses."""

    _unset = object()

    def __init__(self, value=_unset):
        self.value = value

    def __repr__(self):
        return f"auto({'' if self.value is auto._unset else repr(self.value)})"


class property(DynamicClassAttribute):
    """A property of members that does not stand in the way of members of the same name."""

    _name = None

    def __set_name__(self, owner, name):
        self._name = name
        self.clsname = owner.__name__

    def __get__(self, instance, owner=None):
        if instance is not None:
            if self.fget is None:
                raise AttributeError(f"{owner.__name__!r} member has no attribute {self._name!r}")
            return self.fget(instance)
        found = owner._member_map_.get(self._name)
        if found is None:
            raise AttributeError(f"{owner!r} has no attribute {self._name!r}")
        return found

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self._name!r}")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self._name!r}")
        self.fdel(instance)


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(class_name, name):
    start = f"_{class_name}__"
    return name.startswith(start) and len(name) > len(start) and not name.endswith("__")


def _is_descriptor(value):
    return hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")


_HOOKS = ("_generate_next_value_", "_missing_", "_ignore_", "_order_", "_numeric_repr_", "_iter_member_",
          "_iter_member_by_value_", "_iter_member_by_def_", "_add_alias_", "_add_value_alias_", "_name_",
          "_value_", "_boundary_", "_use_args_", "_member_type_", "_flag_mask_", "_singles_mask_", "_all_bits_")


def _is_own_class(class_name, value):
    """Whether it is a class that the body of the enumeration has made."""
    return isinstance(value, type) and f".{value.__qualname__}".endswith(f".{class_name}.{value.__name__}")


class EnumDict(dict):
    """The namespace of a class body: remembers which names are to become members."""

    def __init__(self, class_name):
        super().__init__()
        self._class_name = class_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._generate = None

    def __setitem__(self, key, value):
        if _is_private(self._class_name, key):
            pass
        elif _is_sunder(key):
            if key not in _HOOKS:
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
            if key == "_generate_next_value_":
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
        elif _is_dunder(key):
            pass
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif not isinstance(value, member) and (_is_descriptor(value) or _is_own_class(self._class_name, value)):
            pass
        else:
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            value = self._member_value(key, value.value if isinstance(value, member) else value)
        super().__setitem__(key, value)

    def _member_value(self, key, value):
        parts = value if type(value) is tuple else (value,)
        if any(isinstance(part, auto) for part in parts):
            filled = []
            for part in parts:
                if isinstance(part, auto):
                    if part.value is auto._unset:
                        part.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
                    part = part.value
                filled.append(part)
            value = tuple(filled) if type(value) is tuple else filled[0]
        self._member_names[key] = None
        self._last_values.append(value)
        return value

    @_property
    def member_names(self):
        return list(self._member_names)

    def update(self, members, **more):
        for key, value in dict(members, **more).items():
            self[key] = value


class EnumType(type):
    """The class of enumeration classes."""

    @classmethod
    def __prepare__(metacls, name, bases, /, *, boundary=None, _simple=False, **keywords):
        namespace = EnumDict(name)
        if bases:
            metacls._check_bases(name, bases)
            enum_base = bases[-1]
            if isinstance(enum_base, EnumType):
                namespace._generate = enum_base._generate_next_value_
        return namespace

    @staticmethod
    def _check_bases(name, bases):
        for base in bases:
            for ancestor in base.__mro__:
                if isinstance(ancestor, EnumType) and ancestor._member_map_:
                    raise TypeError(f"<enum {name!r}> cannot extend {ancestor!r}")

    @staticmethod
    def _find_data_type(bases):
        """The class whose objects the members are besides, such as int; object if there is none."""
        for base in bases:
            for ancestor in base.__mro__:
                if ancestor is object:
                    continue
                if isinstance(ancestor, EnumType):
                    if ancestor._member_type_ is not object:
                        return ancestor._member_type_
                    continue
                if "__new__" in ancestor.__dict__ or "__dataclass_fields__" in ancestor.__dict__:
                    return base if isinstance(base, type) and not isinstance(base, EnumType) else ancestor
        return object

    def __new__(metacls, name, bases, namespace, *, boundary=None, _simple=False, **keywords):
        names = list(namespace._member_names)
        values = {key: namespace[key] for key in names}
        body = {key: value for key, value in namespace.items()
                if key not in values and key not in namespace._ignore}
        body.pop("_ignore_", None)
        order = body.pop("_order_", None)
        for bad in names:
            if bad == "mro":
                raise ValueError("invalid enum member name(s) 'mro'")
        data_type = metacls._find_data_type(bases) if bases else object
        body["_member_names_"] = []
        body["_member_map_"] = {}
        body["_value2member_map_"] = {}
        body["_unhashable_values_"] = []
        body["_member_type_"] = data_type
        generate = body.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            body["_generate_next_value_"] = staticmethod(generate)
        if boundary is not None:
            body["_boundary_"] = boundary
        own_new = body.pop("__new__", None) if bases else None
        if own_new is not None:
            body["_new_member_"] = own_new if isinstance(own_new, staticmethod) else staticmethod(own_new)
        cls = super().__new__(metacls, name, bases, body, **keywords)
        if bases:
            cls.__new__ = Enum.__new__
            cls._prefer_enum_methods(bases[-1], data_type, body)
            if globals().get("ReprEnum") in bases:
                cls._show_as_data_type(data_type, body)
        for key in names:
            cls._add_member(key, values[key], data_type)
        if order is not None:
            wanted = order.replace(",", " ").split()
            if wanted != [key for key in cls._member_names_ if key in wanted] or len(wanted) < len(cls._member_names_):
                raise TypeError(f"member order does not match _order_:\n  {cls._member_names_!r}\n  {wanted!r}")
        if _is_flag_class(cls):
            cls._finish_flags()
        return cls

    def __init__(cls, *arguments, **keywords):
        super().__init__(*arguments)

    def _prefer_enum_methods(cls, enum_base, data_type, body):
        """Takes from the enumeration what would otherwise come from the data type before it."""
        names = ["__repr__", "__str__", "__format__", "__reduce_ex__"]
        if _is_flag_class(cls):
            names += ["__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"]
        for name in names:
            if name not in body and hasattr(enum_base, name):
                found = getattr(cls, name)
                if found in (getattr(data_type, name, None), getattr(object, name, None)):
                    type.__setattr__(cls, name, getattr(enum_base, name))

    def _show_as_data_type(cls, data_type, body):
        """The members of a ReprEnum are text as the data type makes it."""
        if data_type is object:
            raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
        if "__format__" not in body:
            type.__setattr__(cls, "__format__", data_type.__format__)
        if "__str__" not in body:
            show = data_type.__repr__ if data_type.__str__ is object.__str__ else data_type.__str__
            type.__setattr__(cls, "__str__", show)

    def _add_member(cls, name, value, data_type):
        parts = value if isinstance(value, tuple) else (value,)
        if data_type is tuple:
            parts = (parts,)
        maker = getattr(cls, "_new_member_", None)
        if maker is not None:
            made = maker(cls, *parts)
        elif data_type is object:
            made = object.__new__(cls)
        elif "__dataclass_fields__" in data_type.__dict__ and "__new__" not in data_type.__dict__:
            made = object.__new__(cls)
        else:
            made = data_type.__new__(cls, *parts)
        if not hasattr(made, "_value_"):
            if data_type is object or "__dataclass_fields__" in data_type.__dict__:
                made._value_ = value
            else:
                try:
                    made._value_ = data_type(*parts)
                except Exception as problem:
                    error = TypeError("_value_ not set in __new__, unable to create it")
                    error.__cause__ = problem
                    raise error
        value = made._value_
        made._name_ = name
        made.__objclass__ = cls
        made._sort_order_ = len(cls._member_names_)
        canonical = cls._find_by_value(value)
        if canonical is None and _is_flag_class(cls) and isinstance(value, int) and not _is_single_bit(value):
            is_alias = True  # a combination of flags has a name but is not listed
        else:
            is_alias = canonical is not None
        if canonical is None:
            init = getattr(cls, "__init__")
            if init is not Enum.__init__ and init is not object.__init__:
                made.__init__(*parts)
            elif init is Enum.__init__:
                pass
            canonical = made
            if not is_alias:
                cls._member_names_.append(name)
            try:
                cls._value2member_map_[value] = canonical
            except TypeError:
                cls._unhashable_values_.append(value)
        cls._member_map_[name] = canonical
        inherited = None
        for base in cls.__mro__[1:]:
            inherited = base.__dict__.get(name)
            if inherited is not None:
                break
        if not isinstance(inherited, property):
            type.__setattr__(cls, name, canonical)

    def _find_by_value(cls, value):
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
        return None

    def _finish_flags(cls):
        mask = all_bits = 0
        for found in cls._member_map_.values():
            value = found._value_
            if isinstance(value, int):
                mask |= value
        for name in cls._member_names_:
            value = cls._member_map_[name]._value_
            if isinstance(value, int):
                all_bits |= value
        type.__setattr__(cls, "_flag_mask_", mask)
        type.__setattr__(cls, "_singles_mask_", all_bits)
        type.__setattr__(cls, "_all_bits_", (1 << mask.bit_length()) - 1 if mask > 0 else 0)

    def __call__(cls, value, names=None, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_:
            if values or names is not None:
                value = (value, names, *values) if names is not None else (value, *values)
            return cls.__new__(cls, value)
        if names is None and type is None:
            raise TypeError(f"{cls} has no members; specify `names=()` if you meant to create a new, empty, enum")
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start,
                            boundary=boundary)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        """The functional form: Enum("Name", "A B C")."""
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        namespace = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            last = []
            pairs = []
            for count, name in enumerate(names):
                value = cls._generate_next_value_(name, start, count, last[:])
                last.append(value)
                pairs.append((name, value))
            names = pairs
        if names is None:
            names = ()
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            namespace[name] = value
        if module is None:
            import sys
            module = sys._getframe(2).f_globals.get("__name__")
        namespace["__module__"] = module
        if qualname is not None:
            namespace["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        return cls._find_by_value(value) is not None

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    @_property
    def __members__(cls):
        return _MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return f"<flag {cls.__name__!r}>" if _is_flag_class(cls) else f"<enum {cls.__name__!r}>"

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)

    def __dir__(cls):
        return sorted({"__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__",
                       "__len__", "__members__", "__module__", "__name__", "__qualname__",
                       *cls._member_names_})


EnumMeta = EnumType


def _is_flag_class(cls):
    return Flag is not None and issubclass(cls, Flag)


def _is_single_bit(value):
    return value > 0 and value & (value - 1) == 0


Flag = None


class Enum(metaclass=EnumType):
    """Base class of enumerations.

    class Color(Enum):
        RED = 1
        GREEN = 2

    Color.RED, Color(1) and Color["RED"] are the same object.
    """

    def __new__(cls, value):
        if type(value) is cls:
            return value
        found = cls._find_by_value(value)
        if found is not None:
            return found
        if not cls._member_map_:
            if issubclass(cls, Flag):
                return cls._missing_(value)
            raise TypeError(f"{cls!r} has no members defined")
        problem = None
        try:
            found = cls._missing_(value)
        except Exception as error:
            problem = error
        if isinstance(found, cls):
            return found
        if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(found, int):
            return found
        refused = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if found is None and problem is None:
            raise refused
        if problem is None:
            problem = TypeError(f"error in {cls.__name__}._missing_: returned {found!r} instead of None or a "
                                "valid member")
        if not isinstance(problem, ValueError):
            problem.__context__ = refused
        raise problem

    def __init__(self, *arguments, **keywords):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of auto(): one more than the largest so far."""
        if not last_values:
            return start
        try:
            return sorted(last_values)[-1] + 1
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None

    @classmethod
    def _missing_(cls, value):
        return None

    def _add_alias_(self, name):
        cls = type(self)
        if name in cls._member_map_ and cls._member_map_[name] is not self:
            raise NameError(f"{name!r} is already bound: {cls._member_map_[name]!r}")
        cls._member_map_[name] = self
        type.__setattr__(cls, name, self)

    def _add_value_alias_(self, value):
        cls = type(self)
        known = cls._find_by_value(value)
        if known is not None and known is not self:
            raise ValueError(f"{value!r} is already bound: {known!r}")
        cls._value2member_map_[value] = self

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {_value_repr(self)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        names = {"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"}
        names.update(name for name in self.__dict__ if name[0] != "_" and name not in self._member_map_)
        for cls in self.__class__.__mro__:
            for name, value in cls.__dict__.items():
                if name[0] != "_" and name not in self._member_map_:
                    names.add(name)
        return sorted(names)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, protocol):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


def _value_repr(found):
    """The repr of the value; that of a dataclass shows the fields only."""
    data_type = found._member_type_
    if data_type is not object and "__dataclass_fields__" in data_type.__dict__:
        fields = (name for name, field in data_type.__dataclass_fields__.items() if field.repr)
        return ", ".join(f"{name}={getattr(found, name)!r}" for name in fields)
    return repr(found._value_)


class ReprEnum(Enum):
    """Changes only the repr: str() and format() are those of the data type."""


class IntEnum(int, ReprEnum):
    """An enumeration whose members are ints."""

    __str__ = int.__repr__
    __format__ = int.__format__


class StrEnum(str, ReprEnum):
    """An enumeration whose members are strs."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made

    __str__ = str.__str__
    __format__ = str.__format__

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    """What happens to bits without a name."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum):
    """An enumeration whose members can be combined with |, &, ^ and ~."""

    _boundary_ = STRICT
    _numeric_repr_ = repr
    _flag_mask_ = _singles_mask_ = _all_bits_ = 0

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 2 ** last.bit_length()
        except Exception:
            raise TypeError(f"invalid flag value {last!r}") from None

    @classmethod
    def _iter_member_(cls, value):
        """The members whose bits are in value, in the order of the body."""
        for name in cls._member_names_:
            found = cls._member_map_[name]
            if found._value_ & value:
                yield found

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, all_bits = cls._flag_mask_, cls._all_bits_
        boundary = cls._boundary_
        original = value
        negative = value < 0
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if boundary is STRICT:
                length = max(value.bit_length(), mask.bit_length())
                raise ValueError(f"{cls!r} invalid value {value!r}\n    given {_bits(value, length)}\n"
                                 f"  allowed {_bits(mask, length)}")
            if boundary is CONFORM:
                value &= mask
            elif boundary is EJECT:
                return value
            elif boundary is KEEP and negative:
                value = max(all_bits + 1, 2 ** value.bit_length()) + value
        if value < 0:
            value = (mask if boundary in (EJECT, KEEP) else cls._singles_mask_) + 1 + value \
                if boundary in (EJECT, KEEP) else cls._singles_mask_ & value
        data_type = cls._member_type_
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        made = object.__new__(cls) if data_type is object else data_type.__new__(cls, value)
        made._value_ = value
        names = [found._name_ for found in cls._iter_member_(value)]
        unknown = value & ~cls._singles_mask_ if value >= 0 else 0
        made._name_ = "|".join(names) or None
        if names and unknown:
            made._name_ += f"|{unknown}"
        made.__objclass__ = cls
        return cls._value2member_map_.setdefault(value, made)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and "
                            f"{self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return f"<{name}: {self._value_!r}>"
        return f"<{name}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _other_value(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __or__(self, other):
        value = self._other_value(other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other_value(other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other_value(other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        cls = self.__class__
        if cls._boundary_ in (EJECT, KEEP):
            return cls(~self._value_)
        return cls(cls._singles_mask_ & ~self._value_)

    __hash__ = Enum.__hash__


def _bits(value, length):
    """An int in binary with its sign bit first: 0b0 1010."""
    digits = f"{value & ((1 << length) - 1):0{length}b}"
    return f"0b{int(value < 0)} {digits}"


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are ints."""

    __str__ = int.__repr__
    __format__ = int.__format__
    __repr__ = Flag.__repr__
    __or__, __and__, __xor__ = Flag.__or__, Flag.__and__, Flag.__xor__
    __ror__, __rand__, __rxor__ = Flag.__or__, Flag.__and__, Flag.__xor__
    __invert__ = Flag.__invert__
    __hash__ = int.__hash__


def unique(enumeration):
    """A class decorator: refuses two names for one value."""
    aliases = [(name, found.name) for name, found in enumeration.__members__.items() if name != found.name]
    if aliases:
        details = ", ".join(f"{alias} -> {name}" for alias, name in aliases)
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration


class EnumCheck(StrEnum):
    """What verify() can look for."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """A class decorator that checks an enumeration."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                aliases = [(name, found.name) for name, found in enumeration.__members__.items()
                           if name != found.name]
                if aliases:
                    details = ", ".join(f"{alias} -> {name}" for alias, name in aliases)
                    raise ValueError(f"aliases found in {enumeration!r}: {details}")
            elif check is CONTINUOUS:
                values = {found.value for found in enumeration}
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                if issubclass(enumeration, Flag):
                    wanted = [2 ** i for i in range(low.bit_length() - 1, high.bit_length())]
                else:
                    wanted = range(low, high + 1)
                missing = [value for value in wanted if value not in values]
                if missing:
                    kind = "flag" if issubclass(enumeration, Flag) else "enum"
                    raise ValueError(f"invalid {kind} {enumeration.__name__!r}: missing values "
                                     f"{', '.join(map(str, missing))}")
            elif check is NAMED_FLAGS:
                known = enumeration._singles_mask_
                missing = [(name, found.value & ~known) for name, found in enumeration.__members__.items()
                           if found.value & ~known]
                if missing:
                    raise ValueError(f"invalid Flag {enumeration.__name__!r}: aliases are missing named values")
        return enumeration


def global_enum(cls, update_str=False):
    """A class decorator: the members also become names of the module, and are shown as such."""
    import sys
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def global_enum_repr(self):
    """module.NAME"""
    return f"{self.__class__.__module__.split('.')[-1]}.{self._name_}"


def global_flag_repr(self):
    """module.NAME|module.OTHER"""
    module = self.__class__.__module__.split(".")[-1]
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_!r})"
    return "|".join(name if name[0].isdigit() else f"{module}.{name}" for name in self._name_.split("|"))


def global_str(self):
    """NAME"""
    return f"{self.__class__.__name__}({self._value_!r})" if self._name_ is None else self._name_
