"""Abstract base classes: classes that say what others must have.

isinstance(x, SomeABC) is true for instances of its subclasses, of classes registered with it, and
of those its __subclasshook__ recognises. The answer is remembered per class until something is
registered anywhere.
"""

_registrations = 0  # counts register() calls: what was remembered before may be wrong


def abstractmethod(funcobj):
    """Mark a method that subclasses must define."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __isabstractmethod__ = True


def _abstract_names(cls):
    """The names that cls leaves abstract: its own and those inherited and not replaced."""
    names = {name for name, value in cls.__dict__.items()
             if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    """The metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls)
        cls._abc_registry = []
        cls._abc_known = ({}, -1)
        return cls

    def register(cls, subclass):
        """Register a class that counts as a subclass. Returns it, so this works as a decorator."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_registry = cls._abc_registry + [subclass]
        _registrations += 1
        _inherit_pattern_flags(cls, subclass)
        return subclass

    def __instancecheck__(cls, instance):
        actual = type(instance)
        if cls.__subclasscheck__(actual):
            return True
        claimed = instance.__class__
        return claimed is not actual and cls.__subclasscheck__(claimed)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        known, as_of = cls._abc_known
        if as_of != _registrations:
            known = {}
            cls._abc_known = (known, _registrations)
        elif subclass in known:
            return known[subclass]
        known[subclass] = answer = cls._abc_ask(subclass)
        return answer

    def _abc_ask(cls, subclass):
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            return answer
        if cls in subclass.__mro__:
            return True
        for registered in cls._abc_registry:
            if issubclass(subclass, registered):
                return True
        return any(issubclass(subclass, child) for child in cls.__subclasses__())


def _inherit_pattern_flags(cls, subclass):
    """Patterns ask a class whether it is a sequence or a mapping; registering makes it one."""
    import sys
    abc = sys.modules.get("collections.abc")
    if abc is not None:
        if cls in (abc.Sequence, abc.MutableSequence):
            _mark_all(sys._mark_for_patterns, subclass, "sequence")
        elif cls in (abc.Mapping, abc.MutableMapping):
            _mark_all(sys._mark_for_patterns, subclass, "mapping")


def _mark_all(mark, cls, what):
    mark(cls, what)
    for child in type.__subclasses__(cls):
        _mark_all(mark, child, what)


class ABC(metaclass=ABCMeta):
    """A base class whose metaclass is ABCMeta."""

    __slots__ = ()


def update_abstractmethods(cls):
    """Find the abstract methods of a class again, after it was changed."""
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = _abstract_names(cls)
    return cls


def get_cache_token():
    """A value that changes with every register()."""
    return _registrations
