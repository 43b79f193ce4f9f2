"""Functions that take or make functions."""

from _thread import RLock as _RLock, get_ident as _get_ident
from _traceback import hide as _hide
from types import GenericAlias as _GenericAlias, MethodType as _MethodType
from abc import get_cache_token as _cache_token
from sys import modules as _modules

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering",
           "cache", "cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod", "singledispatch",
           "singledispatchmethod", "cached_property"]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__",
                       "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes a wrapper look like the function it wraps."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """The decorator for wrappers: update_wrapper with the function wrapped given first."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# --- comparing --------------------------------------------------------------------------------

def _derive(root, build):
    """A comparison made from the one the class defines."""
    def method(self, other):
        result = getattr(type(self), root)(self, other)
        return result if result is NotImplemented else build(result, self, other)
    return method


# What each comparison becomes when only the first one is known.
_DERIVED = {
    "__lt__": {"__gt__": lambda less, a, b: not less and a != b,
               "__le__": lambda less, a, b: less or a == b,
               "__ge__": lambda less, a, b: not less},
    "__le__": {"__ge__": lambda most, a, b: not most or a == b,
               "__lt__": lambda most, a, b: most and a != b,
               "__gt__": lambda most, a, b: not most},
    "__gt__": {"__lt__": lambda more, a, b: not (more or a == b),
               "__ge__": lambda more, a, b: more or a == b,
               "__le__": lambda more, a, b: not more},
    "__ge__": {"__le__": lambda least, a, b: not least or a == b,
               "__gt__": lambda least, a, b: least and a != b,
               "__lt__": lambda least, a, b: not least},
}


def total_ordering(cls):
    """Adds the comparisons that are missing to a class with __eq__ and one of the four others."""
    roots = {name for name in _DERIVED if getattr(cls, name, None) is not getattr(object, name, None)}
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)
    for name, build in _DERIVED[root].items():
        if name not in roots:
            method = _derive(root, build)
            method.__name__ = name
            method.__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(cls, name, method)
    return cls


def cmp_to_key(mycmp):
    """Makes a key function of a comparison in the old style (negative, zero, positive)."""
    class K:
        __slots__ = ("obj",)
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

    return K


# --- reduce and partial -----------------------------------------------------------------------

_missing = object()


def reduce(function, iterable, initial=_missing, /):
    """function(function(first, second), third) and so on."""
    try:
        items = iter(iterable)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    if initial is _missing:
        try:
            value = next(items)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for item in items:
        value = function(value, item)
    return value


_being_shown = set()  # partials whose repr is being made, with the thread


class partial:
    """A function with some arguments given already."""

    __slots__ = ("func", "args", "keywords", "__dict__", "__weakref__")

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        if self.keywords:
            keywords = {**self.keywords, **keywords}
        return self.func(*self.args, *args, **keywords)

    def __repr__(self):
        cls = type(self)
        mark = id(self), _get_ident()
        if mark in _being_shown:
            return "..."
        _being_shown.add(mark)
        try:
            given = [repr(self.func), *map(repr, self.args)]
            given += [f"{name}={value!r}" for name, value in self.keywords.items()]
        finally:
            _being_shown.discard(mark)
        name = cls.__qualname__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__qualname__}"
        return f"{name}({', '.join(given)})"

    def __get__(self, obj, objtype=None):
        if obj is not None:
            import warnings
            warnings.warn("functools.partial will be a method descriptor in future Python versions; wrap it in "
                          "staticmethod() if you want to preserve the old behavior", FutureWarning, 2)
        return self

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords or None, self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple) or len(state) != 4:
            raise TypeError("invalid partial state")
        func, args, keywords, attributes = state
        if not (callable(func) and isinstance(args, tuple) and isinstance(keywords, (dict, type(None)))
                and isinstance(attributes, (dict, type(None)))):
            raise TypeError("invalid partial state")
        self.func, self.args = func, tuple(args)
        self.keywords = keywords if type(keywords) is dict else dict(keywords or {})
        self.__dict__ = {} if attributes is None else attributes

    __class_getitem__ = classmethod(_GenericAlias)


class partialmethod:
    """partial for methods: the instance comes before the arguments given already."""

    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        elif not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func = func
        self.args = args
        self.keywords = keywords

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    def __repr__(self):
        given = [repr(self.func), *map(repr, self.args)]
        given += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"functools.partialmethod({', '.join(given)})"

    def __get__(self, obj, cls=None):
        getter = getattr(type(self.func), "__get__", None)
        if getter is not None and not hasattr(self.func, "__code__"):
            bound = getter(self.func, obj, cls)
            if bound is not self.func:
                return partial(bound, *self.args, **self.keywords)

        def method(instance, /, *args, **keywords):
            return self.func(instance, *self.args, *args, **{**self.keywords, **keywords})
        method.__partialmethod__ = self
        method.__isabstractmethod__ = self.__isabstractmethod__
        return method if obj is None else _MethodType(method, obj)

    __class_getitem__ = classmethod(_GenericAlias)


# --- remembering ------------------------------------------------------------------------------

def _cache_info_class():
    """CacheInfo, made when first asked for."""
    global _CacheInfo
    try:
        return _CacheInfo
    except NameError:
        from collections import namedtuple
        _CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])
        _CacheInfo.__module__ = "functools"
        return _CacheInfo


_keyword_mark = object()


def _make_key(args, keywords, typed):
    """What the result of a call is remembered under."""
    if not keywords and not typed:
        return args[0] if len(args) == 1 and type(args[0]) in (int, str) else args
    key = args
    if keywords:
        key += (_keyword_mark,)
        for item in keywords.items():
            key += item
    if typed:
        key += tuple([type(value) for value in args])
        key += tuple([type(value) for value in keywords.values()])
    return key


class _Result:
    """A result that lru_cache remembers, and what it is remembered under."""

    __slots__ = ("key", "value")

    def __init__(self, key, value):
        self.key = key
        self.value = value


class _lru_cache_wrapper:
    """A function that remembers its results, at most maxsize of them, the least used ones lost first.

    A second dict keeps the order in which results came: one used again is taken out and put in at
    the end. The lock is an RLock because comparing keys may call the function again.
    """

    def __init__(self, function, maxsize, typed):
        self._function = function
        self._maxsize = maxsize
        self._typed = typed
        self._results = {}
        self._order = {}
        self._hits = self._misses = 0
        self._lock = _RLock()
        update_wrapper(self, function)

    def __call__(self, /, *args, **keywords):
        key = _make_key(args, keywords, self._typed)
        with self._lock:
            result = self._results.get(key)
            if result is not None:
                self._hits += 1
                if self._maxsize is not None:
                    self._order.pop(result, None)
                    self._order[result] = None
                return result.value
            self._misses += 1
        value = self._function(*args, **keywords)
        if self._maxsize is None:
            self._results[key] = _Result(key, value)
        elif self._maxsize:
            self._remember(_Result(key, value))
        return value

    def _remember(self, result):
        with self._lock:
            if result.key in self._results:
                return
            if len(self._results) >= self._maxsize and self._order:
                oldest = next(iter(self._order))
                del self._order[oldest]
                self._results.pop(oldest.key, None)
            self._results[result.key] = result
            self._order[result] = None

    def cache_info(self):
        """How often the function was asked and how often the answer was known."""
        with self._lock:
            return _cache_info_class()(self._hits, self._misses, self._maxsize, len(self._results))

    def cache_clear(self):
        """Forgets every result."""
        with self._lock:
            self._results.clear()
            self._order.clear()
            self._hits = self._misses = 0

    def __get__(self, obj, cls=None):
        return self if obj is None else _MethodType(self, obj)

    def __repr__(self):
        return f"<functools._lru_cache_wrapper object at {id(self):#x}>"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def lru_cache(maxsize=128, typed=False):
    """The decorator for functions that remember their results."""
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return lru_cache(128, typed)(maxsize)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorate(function):
        wrapper = _lru_cache_wrapper(function, maxsize, typed)
        wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return wrapper
    return decorate


def cache(user_function, /):
    """Remembers every result: lru_cache(maxsize=None)."""
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    """A property whose value is computed once and then is an attribute of the instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            attributes = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} "
                            f"instance to cache {self.attrname!r} property.") from None
        value = attributes.get(self.attrname, _missing)
        if value is _missing:
            value = self.func(instance)
            attributes[self.attrname] = value
        return value

    __class_getitem__ = classmethod(_GenericAlias)


# --- choosing a function by the class of the first argument --------------------------------------

def _find_implementation(cls, registry):
    """The implementation of the nearest class: in the mro, or an abstract class that has it."""
    for base in cls.__mro__:
        if base in registry and base is not object:
            nearest = base
            break
    else:
        nearest = None
    abstract = [other for other in registry
                if other is not object and other not in cls.__mro__ and issubclass(cls, other)]
    best = [other for other in abstract
            if not any(other is not rival and issubclass(rival, other) for rival in abstract)]
    if nearest is not None:
        return registry[nearest]
    if len(best) > 1:
        raise RuntimeError(f"Ambiguous dispatch: {best[0]} or {best[1]}")
    return registry[best[0]] if best else registry[object]


def singledispatch(func):
    """Turns a function into a generic one: the class of the first argument chooses."""
    from types import MappingProxyType, UnionType
    registry = {object: func}
    cache = {}
    cache_token = None
    name = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        """The implementation for a class."""
        nonlocal cache_token
        token = _cache_token()
        if token != cache_token:
            cache.clear()
            cache_token = token
        try:
            return cache[cls]
        except KeyError:
            found = cache[cls] = registry.get(cls) or _find_implementation(cls, registry)
            return found

    def _is_union(cls):
        typing = _modules.get("typing")
        return isinstance(cls, UnionType) or (typing and getattr(cls, "__origin__", None) is typing.Union)

    def _classes(cls):
        if isinstance(cls, type) and not isinstance(cls, _GenericAlias):
            return [cls]
        if _is_union(cls):
            parts = [part if part is not None else type(None) for part in cls.__args__]
            return parts if all(isinstance(part, type) for part in parts) else None
        return None

    def register(cls, func=None):
        """Adds an implementation for a class, given or found in the annotations."""
        classes = _classes(cls)
        if classes is not None:
            if func is None:
                return lambda function: register(cls, function)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            plain = getattr(cls, "__func__", cls)  # of a classmethod or staticmethod
            annotations = getattr(plain, "__annotations__", {})
            if not annotations:
                raise TypeError(f"Invalid first argument to `register()`: {cls!r}. Use either "
                                "`@register(some_class)` or plain `@register` on an annotated function.")
            func = cls
            argument, cls = next(iter(annotations.items()))
            if isinstance(cls, str):
                cls = eval(cls, plain.__globals__)
            classes = _classes(cls)
            if classes is None and _is_union(cls):
                raise TypeError(f"Invalid annotation for {argument!r}. {cls!r} not all arguments are classes.")
            if classes is None:
                raise TypeError(f"Invalid annotation for {argument!r}. {cls!r} is not a class.")
        for one in classes:
            registry[one] = func
        cache.clear()
        return func

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **keywords)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = cache.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """singledispatch for methods: the class of the argument after self chooses."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    def register(self, cls, method=None):
        """Adds an implementation for a class."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **keywords):
            if not args:
                name = getattr(self.func, "__name__", "singledispatchmethod method")
                raise TypeError(f"{name} requires at least 1 positional argument")
            chosen = self.dispatcher.dispatch(args[0].__class__)
            return chosen.__get__(obj, cls)(*args, **keywords)
        method.__isabstractmethod__ = self.__isabstractmethod__
        method.register = self.register
        update_wrapper(method, self.func)
        return method


# What CPython has in C leaves no frames in tracebacks.
for _function in (cmp_to_key, reduce, _make_key, partial.__new__, partial.__call__, _lru_cache_wrapper.__call__):
    _hide(_function.__code__)
