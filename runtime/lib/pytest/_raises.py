"""raises() and warns(): what a piece of code must raise, or warn of."""

import re
import warnings

from pytest._outcomes import fail


class ExceptionInfo:
    """An exception that was raised."""

    def __init__(self):
        self.value = None

    type = property(lambda self: type(self.value), doc="Its class.")
    tb = property(lambda self: self.value.__traceback__, doc="Its traceback.")
    typename = property(lambda self: type(self.value).__name__, doc="The name of its class.")

    def __repr__(self):
        if self.value is None:
            return "<ExceptionInfo for raises contextmanager>"
        return f"<{type(self).__name__} {self.value!r} tblen={len(list(_entries(self.tb)))}>"

    def exconly(self, tryshort=False):
        """The exception as a traceback ends with it."""
        import traceback
        return "".join(traceback.format_exception_only(self.value)).rstrip()

    def errisinstance(self, exc):
        """Whether it is of a class."""
        return isinstance(self.value, exc)

    def match(self, regexp):
        """Whether a pattern is found in its text; it is an error if not."""
        check_match(regexp, self.value)
        return True

    def group_contains(self, expected_exception, *, match=None, depth=None):
        """Whether a group has such an exception in it."""
        def find(group, level):
            for each in group.exceptions:
                if (isinstance(each, expected_exception) and depth in (None, level)
                        and (match is None or re.search(match, str(each)))):
                    return True
                if isinstance(each, BaseExceptionGroup) and find(each, level + 1):
                    return True
            return False
        return find(self.value, 1)


def _entries(tb):
    while tb is not None:
        yield tb
        tb = tb.tb_next


def check_match(regexp, exception):
    """AssertionError if the pattern is not found in the text of an exception."""
    text = "\n".join([str(exception), *getattr(exception, "__notes__", [])])
    if not re.search(regexp, text):
        pattern = regexp if isinstance(regexp, str) else regexp.pattern
        message = f"Regex pattern did not match.\n Regex: {pattern!r}\n Input: {text!r}"
        if pattern == text:
            message += "\n Did you mean to `re.escape()` the regex?"
        raise AssertionError(message)


class RaisesContext:
    """What `with raises(...)` enters."""

    def __init__(self, expected, match):
        self.expected = expected
        self.match = match
        self.info = ExceptionInfo()

    def __enter__(self):
        return self.info

    def __exit__(self, exc_type, exc, tb):
        __tracebackhide__ = True
        if exc_type is None:
            shown = self.expected if isinstance(self.expected, type) else tuple(self.expected)
            fail(f"DID NOT RAISE {shown}")
        if not issubclass(exc_type, self.expected):
            return False
        self.info.value = exc
        if self.match is not None:
            check_match(self.match, exc)
        return True


def raises(expected_exception, *args, match=None, **kwargs):
    """For `with`: the block must raise the exception, with a text in which the pattern is found."""
    classes = expected_exception if isinstance(expected_exception, tuple) else (expected_exception,)
    if not expected_exception:
        raise ValueError(f"Expected an exception type or a tuple of exception types, but got `{expected_exception!r}`. "
                         "Raising exceptions is already understood as failing the test, so you don't need any special "
                         "code to say 'this should never raise an exception'.")
    for each in classes:
        if not isinstance(each, type) or not issubclass(each, BaseException):
            shown = each.__name__ if isinstance(each, type) else type(each).__name__
            raise TypeError(f"expected exception must be a BaseException type, not {shown}")
    if not args:
        if kwargs:
            raise TypeError(f"Unexpected keyword arguments passed to pytest.raises: {', '.join(sorted(kwargs))}\n"
                            f"Use context-manager form instead?")
        return RaisesContext(expected_exception, match)
    with RaisesContext(expected_exception, match) as info:
        args[0](*args[1:], **kwargs)
    return info


class WarningsChecker(warnings.catch_warnings):
    """What `with warns(...)` enters: the list of warnings."""

    def __init__(self, expected=Warning, match=None):
        super().__init__(record=True)
        self._expected = expected
        self._match = match

    def __enter__(self):
        self.list = super().__enter__()
        warnings.simplefilter("always")
        return self

    def __exit__(self, exc_type, exc, tb):
        super().__exit__(exc_type, exc, tb)
        if exc_type is not None or self._expected is None:
            return
        found = [each for each in self.list if issubclass(each.category, self._expected)]
        shown = [each.message for each in self.list]
        classes = self._expected if isinstance(self._expected, tuple) else (self._expected,)
        if not found:
            fail(f"DID NOT WARN. No warnings of type {classes} were emitted.\n Emitted warnings: {shown}.")
        if self._match and not any(re.search(self._match, str(each.message)) for each in found):
            fail(f"DID NOT WARN. No warnings of type {classes} matching the regex were emitted.\n"
                 f" Regex: {self._match}\n Emitted warnings: {shown}.")

    def __getitem__(self, i):
        return self.list[i]

    def __iter__(self):
        return iter(self.list)

    def __len__(self):
        return len(self.list)

    def pop(self, cls=Warning):
        """Take the first warning of a class out of the list."""
        for i, each in enumerate(self.list):
            if issubclass(each.category, cls):
                return self.list.pop(i)
        raise AssertionError(f"{cls!r} not found in warning list")

    def clear(self):
        """Forget all."""
        self.list.clear()


def warns(expected_warning=Warning, *args, match=None, **kwargs):
    """For `with`: the block must warn."""
    if not args:
        return WarningsChecker(expected_warning, match)
    with WarningsChecker(expected_warning, match):
        return args[0](*args[1:], **kwargs)


def deprecated_call(*args, match=None, **kwargs):
    """For `with`: the block must warn that something is outdated."""
    return warns((DeprecationWarning, PendingDeprecationWarning, FutureWarning), *args, match=match, **kwargs)
