"""Warnings: said on stderr once for each place, ignored, or raised, as the filters say."""

import sys
from _traceback import hide as _hide

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter",
           "resetwarnings", "catch_warnings", "deprecated"]

_ACTIONS = ("error", "ignore", "always", "all", "default", "module", "once")
# (action, pattern of the message or None, category, pattern of the module or None, line or 0)
filters = [("default", None, DeprecationWarning, "__main__", 0), ("ignore", None, DeprecationWarning, None, 0),
           ("ignore", None, PendingDeprecationWarning, None, 0), ("ignore", None, ImportWarning, None, 0),
           ("ignore", None, ResourceWarning, None, 0)]
defaultaction = "default"
onceregistry = {}
_filters_version = 1


class WarningMessage:
    """One warning, as catch_warnings(record=True) collects them."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self._category_name!r}, filename : "
                f"{self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}")

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} {self}>"


def formatwarning(message, category, filename, lineno, line=None):
    """A warning as it is printed."""
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    if line is None:
        import linecache
        from _traceback import source
        line = linecache.getline(filename, lineno) or source(filename, lineno)
    if line and line.strip():
        text += f"  {line.strip()}\n"
    return text


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Prints a warning."""
    file = sys.stderr if file is None else file
    if file is not None:
        try:
            file.write(formatwarning(message, category, filename, lineno, line))
        except OSError:
            pass


_recorder = None


def _show(message):
    if _recorder is not None:
        _recorder(message)
    else:
        showwarning(message.message, message.category, message.filename, message.lineno, message.file,
                    message.line)


def _add_filter(entry, append):
    global _filters_version
    if entry in filters:
        if append:
            return
        filters.remove(entry)
    filters.insert(len(filters) if append else 0, entry)
    _filters_version += 1


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Adds a filter: patterns for the message and the module, a category, a line."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")
    _add_filter((action, message or None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Adds a filter for all messages of a category."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    _add_filter((action, None, category, None, lineno), append)


def _category(name):
    """The class that an option -W names."""
    if not name:
        return Warning
    module, _, name = name.rpartition(".")
    try:
        category = getattr(__import__(module or "builtins", None, None, [name]), name)
    except (ImportError, AttributeError):
        raise ValueError(f"unknown warning category: {name!r}") from None
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise ValueError(f"invalid warning category: {name!r}")
    return category


def _add_option(option):
    """Adds the filter action:message:category:module:line, of which all but the first may be missing."""
    parts = [part.strip() for part in option.split(":")]
    if len(parts) > 5:
        raise ValueError(f"too many fields (max 5): {option!r}")
    action, message, category, module, line = parts + [""] * (5 - len(parts))
    found = [name for name in _ACTIONS if name.startswith(action or "default")]
    if not found:
        raise ValueError(f"invalid action: {action!r}")
    try:
        line = int(line or 0)
    except ValueError:
        raise ValueError(f"invalid lineno {line!r}") from None
    category = _category(category)
    if message or module:
        import re
        message, module = re.escape(message), re.escape(module) + r"\Z" if module else ""
    filterwarnings(found[0], message, category, module, line)


def resetwarnings():
    """Removes all filters."""
    global _filters_version
    filters.clear()
    _filters_version += 1


def _matches(pattern, text, flags=0):
    if pattern is None or pattern == text:
        return True
    import re
    return re.match(pattern, text, flags) is not None


def _action_for(text, category, module, lineno):
    for action, message, wanted, pattern, line in filters:
        if (issubclass(category, wanted) and line in (0, lineno) and _matches(message, text, 2) and
                (pattern is None or pattern == module or pattern != "__main__" and _matches(pattern, module))):
            return action
    return defaultaction


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None,
                  source=None):
    """A warning about a given place."""
    module = module or filename.removesuffix(".py") or "<unknown>"
    registry = {} if registry is None else registry
    if registry.get("version", 0) != _filters_version:
        registry.clear()
        registry["version"] = _filters_version
    if isinstance(message, Warning):
        text, category = str(message), message.__class__
    else:
        text = message
        message = category(message)
    key = text, category, lineno
    if key in registry:
        return
    action = _action_for(text, category, module, lineno)
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry[key] = 1
        once = text, category
        if onceregistry.get(once):
            return
        onceregistry[once] = 1
    elif action == "module":
        registry[key] = 1
        other = text, category, 0
        if registry.get(other):
            return
        registry[other] = 1
    elif action == "default":
        registry[key] = 1
    _show(WarningMessage(message, category, filename, lineno, source=source))


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """A warning about the place it is called from, or `stacklevel` calls further out."""
    if isinstance(message, Warning):
        category = message.__class__
    category = UserWarning if category is None else category
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    try:
        frame = sys._getframe(max(stacklevel, 1))
    except ValueError:
        namespace, filename, lineno = sys.__dict__, "<sys>", 0
    else:
        while skip_file_prefixes and frame.f_back and frame.f_code.co_filename.startswith(skip_file_prefixes):
            frame = frame.f_back
        namespace, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    registry = namespace.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, namespace.get("__name__", "<string>"), registry, namespace,
                  source)


for _function in warn, warn_explicit:
    _hide(_function.__code__)


def _warn_unawaited_coroutine(coro):
    """Called by the interpreter when a coroutine goes that nobody awaited."""
    message = f"coroutine '{coro.__qualname__}' was never awaited"
    if coro.cr_origin is not None:
        import linecache
        import traceback
        places = [(*place, linecache.getline(place[0], place[1])) for place in reversed(coro.cr_origin)]
        message += "\nCoroutine created at (most recent call last)\n" + "".join(traceback.format_list(places))
    warn(message.rstrip("\n"), RuntimeWarning, stacklevel=2, source=coro)


def _warn_unawaited_method(name, generator):
    """Called by the interpreter when the result of a method of an async generator goes that nobody awaited."""
    warn(f"coroutine method {name!r} of {generator.__qualname__!r} was never awaited", RuntimeWarning, stacklevel=2,
         source=generator)


class catch_warnings:
    """Keeps filters and showwarning as they are after the block; record=True collects the warnings."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)
        self._entered = False

    def __repr__(self):
        return f"catch_warnings({'record=True' if self._record else ''})"

    def __enter__(self):
        global _recorder, _filters_version, showwarning
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._saved = filters[:], showwarning, _recorder
        _filters_version += 1
        log = None
        if self._record:
            log = []
            _recorder = log.append
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        global _recorder, _filters_version, showwarning
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters[:], showwarning, _recorder = self._saved
        _filters_version += 1


class deprecated:
    """A decorator for what should not be used any more: calling it warns."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message, self.category, self.stacklevel = message, category, stacklevel

    def __call__(self, arg, /):
        message, category, stacklevel = self.message, self.category, self.stacklevel
        if category is None:
            arg.__deprecated__ = message
            return arg
        if isinstance(arg, type):
            original = arg.__new__

            def __new__(cls, /, *args, **kwargs):
                if cls is arg:
                    warn(message, category, stacklevel=stacklevel + 1)
                if original is not object.__new__:
                    return original(cls, *args, **kwargs)
                return original(cls)
            arg.__new__ = staticmethod(__new__)
            arg.__deprecated__ = message
            return arg
        import functools

        @functools.wraps(arg)
        def wrapper(*args, **kwargs):
            warn(message, category, stacklevel=stacklevel + 1)
            return arg(*args, **kwargs)
        arg.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper


for _option in sys.warnoptions:
    try:
        _add_option(_option)
    except ValueError as _error:
        print("Invalid -W option ignored:", _error, file=sys.stderr)
