"""Stand-ins for objects: they note how they are used."""

import builtins
import contextlib
import functools
import inspect
from types import ModuleType

__all__ = ["Mock", "MagicMock", "AsyncMock", "NonCallableMock", "PropertyMock", "patch", "sentinel", "DEFAULT",
           "ANY", "call", "create_autospec", "mock_open", "seal"]


class _Sentinel:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"


class _Sentinels:
    """sentinel.x is a unique object with a name."""

    def __init__(self):
        self._known = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError
        return self._known.setdefault(name, _Sentinel(name))


sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT


class _Any:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"

    __hash__ = object.__hash__


ANY = _Any()


class _Call(tuple):
    """How something was called: (name, args, kwargs); equal without the name too."""

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        args, kwargs = (), {}
        for part in value:
            if isinstance(part, str):
                name = part
            elif isinstance(part, tuple):
                args = part
            else:
                kwargs = part
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._name = name
        self._parent = parent
        self._from_kall = from_kall

    @property
    def args(self):
        return self[-2]

    @property
    def kwargs(self):
        return self[-1]

    def __eq__(self, other):
        if not isinstance(other, tuple):
            return NotImplemented
        mine = ("", *self) if len(self) == 2 else tuple(self)
        theirs = _Call(other) if not isinstance(other, _Call) else other
        theirs = ("", *theirs) if len(theirs) == 2 else tuple(theirs)
        if mine[0] and theirs[0] and mine[0] != theirs[0]:
            return False
        return theirs[1:] == mine[1:]

    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        return _Call((self._name or "", args, kwargs), name=(self._name or "") + "()", parent=self)

    def __getattr__(self, attr):
        if attr.startswith("__"):
            raise AttributeError(attr)
        name = attr if not self._name else f"{self._name}.{attr}"
        return _Call(name=name, parent=self, from_kall=False)

    def __repr__(self):
        if not self._from_kall:
            return f"call.{self._name}" if self._name else "call"
        name = self[0] if len(self) == 3 else ""
        head = "call" if not name else f"call.{name}" if not name.startswith("()") else f"call{name}"
        return f"{head}({_arguments(self.args, self.kwargs)})"


def _arguments(args, kwargs):
    return ", ".join([repr(arg) for arg in args] + [f"{key}={value!r}" for key, value in kwargs.items()])


call = _Call(from_kall=False)


class _CallList(list):
    """A list that finds runs of calls."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        n = len(value)
        return any(self[i:i + n] == value for i in range(len(self) - n + 1))


_OWN = {"_mock_name", "_mock_parent", "_mock_children", "_mock_return_value", "_mock_side_effect", "_mock_wraps",
        "_spec_class", "_spec_names", "_spec_set", "_spec_signature", "_mock_sealed", "called", "call_count",
        "call_args", "call_args_list", "mock_calls", "method_calls", "await_count", "await_args",
        "await_args_list", "_is_async"}


class NonCallableMock:
    """A stand-in with attributes, which are stand-ins too."""

    def __new__(cls, /, *args, **kwargs):
        # A class of its own, so that special methods can be set on it.
        made = type(cls.__name__, (cls,), {"__doc__": cls.__doc__})
        return object.__new__(made)

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, unsafe=False, **kwargs):
        d = self.__dict__
        spec = spec_set if spec is None else spec
        d["_mock_name"] = name
        d["_mock_parent"] = parent
        d["_mock_children"] = {}
        d["_mock_return_value"] = DEFAULT
        d["_mock_side_effect"] = None
        d["_mock_wraps"] = wraps
        d["_spec_names"] = None if spec is None else (list(spec) if isinstance(spec, (list, tuple)) else dir(spec))
        d["_spec_class"] = None if spec is None or isinstance(spec, (list, tuple)) else (
            spec if isinstance(spec, type) else type(spec))
        d["_spec_set"] = spec_set is not None
        d["_spec_signature"] = None
        d["_mock_sealed"] = False
        self.reset_mock()
        self.configure_mock(**kwargs)

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Forgets the calls."""
        d = self.__dict__
        d["called"] = False
        d["call_count"] = 0
        d["call_args"] = None
        d["call_args_list"] = _CallList()
        d["mock_calls"] = _CallList()
        d["method_calls"] = _CallList()
        d["await_count"] = 0
        d["await_args"] = None
        d["await_args_list"] = _CallList()
        if return_value:
            d["_mock_return_value"] = DEFAULT
        if side_effect:
            d["_mock_side_effect"] = None
        for child in d["_mock_children"].values():
            if isinstance(child, NonCallableMock):
                child.reset_mock()

    def configure_mock(self, /, **kwargs):
        """Sets attributes; a.b sets one of an attribute."""
        for name, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            *path, last = name.split(".")
            obj = self
            for part in path:
                obj = getattr(obj, part)
            setattr(obj, last, value)

    @property
    def return_value(self):
        value = self.__dict__["_mock_return_value"]
        if value is DEFAULT and self.__dict__["_mock_wraps"] is None:
            value = self._get_child_mock(name="()", parent=self)
            self.__dict__["_mock_return_value"] = value
        return value

    @return_value.setter
    def return_value(self, value):
        self.__dict__["_mock_return_value"] = value

    @property
    def side_effect(self):
        return self.__dict__["_mock_side_effect"]

    @side_effect.setter
    def side_effect(self, value):
        is_plain = value is None or callable(value) or isinstance(value, BaseException)
        self.__dict__["_mock_side_effect"] = value if is_plain else iter(value)

    @property
    def __class__(self):
        return self.__dict__.get("_spec_class") or type(self)

    def _get_child_mock(self, /, **kwargs):
        cls = type(self).__mro__[1]
        return (cls if issubclass(cls, Mock) else MagicMock)(**kwargs)

    def __getattr__(self, name):
        d = self.__dict__
        if name in _OWN or "_mock_children" not in d:
            raise AttributeError(name)
        if d["_spec_names"] is not None:
            if name not in d["_spec_names"]:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if name.startswith(("assert", "assret", "asert", "aseert", "assrt")) or name in ("called_once_with",):
            raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant "
                                 "to be an attribute.")
        child = d["_mock_children"].get(name)
        if child is None:
            if d["_mock_sealed"]:
                raise AttributeError(f"Cannot set {self._full_name()}.{name}")
            wraps = d["_mock_wraps"]
            child = self._get_child_mock(name=name, parent=self,
                                         wraps=getattr(wraps, name) if wraps is not None else None)
            d["_mock_children"][name] = child
        elif child is _deleted:
            raise AttributeError(name)
        return child

    def __setattr__(self, name, value):
        if name in _OWN or name in ("return_value", "side_effect"):
            if isinstance(getattr(type(self), name, None), property):
                object.__setattr__(self, name, value)
            else:
                self.__dict__[name] = value
            return
        if self.__dict__.get("_spec_set") and name not in self.__dict__["_spec_names"]:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name.startswith("__") and name.endswith("__") and name not in ("__class__", "__dict__"):
            if isinstance(value, NonCallableMock):
                value.__dict__["_mock_parent"], value.__dict__["_mock_name"] = self, name
            setattr(type(self), name, value)
            self.__dict__["_mock_children"][name] = value
            return
        if isinstance(value, NonCallableMock) and value.__dict__["_mock_parent"] is None and \
                value.__dict__["_mock_name"] is None:
            value.__dict__["_mock_parent"], value.__dict__["_mock_name"] = self, name
            self.__dict__["_mock_children"][name] = value
            return
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        self.__dict__["_mock_children"][name] = _deleted
        self.__dict__.pop(name, None)

    def __dir__(self):
        names = self.__dict__["_spec_names"] or object.__dir__(self)
        return sorted({*names, *self.__dict__["_mock_children"]})

    def _full_name(self):
        parts = []
        current = self
        while current is not None:
            parts.append(current.__dict__["_mock_name"] or "mock")
            current = current.__dict__["_mock_parent"]
        return ".".join(reversed(parts)).replace(".()", "()")

    def __repr__(self):
        cls = type(self).__mro__[1].__name__
        named = self.__dict__["_mock_name"] or self.__dict__["_mock_parent"] is not None
        name = f" name={self._full_name()!r}" if named else ""
        spec = f" spec={self.__dict__['_spec_class'].__name__!r}" if self.__dict__["_spec_class"] else ""
        return f"<{cls}{name}{spec} id='{id(self)}'>"

    def attach_mock(self, mock, attribute):
        """Makes a mock an attribute, so that its calls are noted here too."""
        mock.__dict__["_mock_parent"] = mock.__dict__["_mock_name"] = None
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        """Allows only the attributes of spec."""
        self.__dict__["_spec_names"] = list(spec) if isinstance(spec, (list, tuple)) else dir(spec)
        self.__dict__["_spec_set"] = spec_set

    # --- what was done to it ---

    def _note(self, args, kwargs):
        d = self.__dict__
        d["called"] = True
        d["call_count"] += 1
        d["call_args"] = _Call((args, kwargs), two=True)
        d["call_args_list"].append(d["call_args"])
        d["mock_calls"].append(_Call(("", args, kwargs)))
        name, current = d["_mock_name"], d["_mock_parent"]
        is_method = name != "()"
        while current is not None and name is not None:
            other = current.__dict__
            other["mock_calls"].append(_Call((name, args, kwargs)))
            if is_method:
                other["method_calls"].append(_Call((name, args, kwargs)))
            above = other["_mock_name"]
            if above is None:
                break
            is_method = is_method and above != "()"
            name = f"{above}.{name}" if name != "()" else f"{above}()"
            name = name.replace(".()", "()")
            current = other["_mock_parent"]

    def _name_for_messages(self):
        return self.__dict__["_mock_name"] or "mock"

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError(f"Expected '{self._name_for_messages()}' to not have been called. Called "
                                 f"{self.call_count} times.{self._calls_text()}")

    def assert_called(self):
        if not self.call_count:
            raise AssertionError(f"Expected '{self._name_for_messages()}' to have been called.")

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._name_for_messages()}' to have been called once. Called "
                                 f"{self.call_count} times.{self._calls_text()}")

    def _calls_text(self, prefix="Calls"):
        return f"\n{prefix}: {list(self.mock_calls)!r}." if self.mock_calls else ""

    def _expected_text(self, args, kwargs):
        return f"{self._name_for_messages()}({_arguments(args, kwargs)})"

    def assert_called_with(self, /, *args, **kwargs):
        expected = self._expected_text(args, kwargs)
        if self.call_args is None:
            raise AssertionError(f"expected call not found.\nExpected: {expected}\n  Actual: not called.")
        if self.call_args != _Call((args, kwargs), two=True):
            actual = self._expected_text(*self.call_args)
            raise AssertionError(f"expected call not found.\nExpected: {expected}\n  Actual: {actual}")

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._name_for_messages()}' to be called once. Called "
                                 f"{self.call_count} times.{self._calls_text()}")
        return self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        if _Call((args, kwargs), two=True) not in list(self.call_args_list):
            raise AssertionError(f"{self._expected_text(args, kwargs)} call not found")

    def assert_has_calls(self, calls, any_order=False):
        expected = [_Call(one) if not isinstance(one, _Call) else one for one in calls]
        if not any_order:
            if list(expected) not in self.mock_calls:
                raise AssertionError(f"Calls not found.\nExpected: {list(calls)!r}\n  Actual: "
                                     f"{list(self.mock_calls)!r}")
            return
        left = list(self.mock_calls)
        missing = []
        for one in expected:
            if one in left:
                left.remove(one)
            else:
                missing.append(one)
        if missing:
            raise AssertionError(f"{self._name_for_messages()!r} does not contain all of {tuple(missing)!r} in its "
                                 f"call list, found {list(self.mock_calls)!r} instead")


_deleted = _Sentinel("deleted")


class Mock(NonCallableMock):
    """A stand-in that can be called."""

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None,
                 unsafe=False, **kwargs):
        super().__init__(spec, wraps, name, spec_set, kwargs.pop("parent", None), unsafe, **kwargs)
        self.__dict__["_mock_return_value"] = return_value
        self.side_effect = side_effect

    def __call__(self, /, *args, **kwargs):
        signature = self.__dict__["_spec_signature"]
        if signature is not None:
            signature.bind(*args, **kwargs)
        self._note(args, kwargs)
        return self._answer(args, kwargs)

    def _answer(self, args, kwargs):
        effect = self.__dict__["_mock_side_effect"]
        if effect is not None:
            if isinstance(effect, BaseException) or isinstance(effect, type) and issubclass(effect, BaseException):
                raise effect
            result = next(effect) if hasattr(effect, "__next__") and not callable(effect) else effect(*args, **kwargs)
            if isinstance(result, BaseException) or isinstance(result, type) and issubclass(result, BaseException):
                raise result
            if result is not DEFAULT:
                return result
        if self.__dict__["_mock_return_value"] is not DEFAULT:
            return self.__dict__["_mock_return_value"]
        wraps = self.__dict__["_mock_wraps"]
        return wraps(*args, **kwargs) if wraps is not None else self.return_value


_MAGIC_DEFAULTS = {
    "__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented, "__ge__": NotImplemented,
    "__int__": 1, "__contains__": False, "__len__": 0, "__exit__": False, "__complex__": 1j, "__float__": 1.0,
    "__bool__": True, "__index__": 1,
}
_MAGIC_NAMES = [*_MAGIC_DEFAULTS, "__iter__", "__enter__", "__getitem__", "__setitem__", "__delitem__", "__add__",
                "__sub__", "__mul__", "__truediv__", "__floordiv__", "__mod__", "__pow__", "__and__", "__or__",
                "__xor__", "__lshift__", "__rshift__", "__neg__", "__pos__", "__abs__", "__invert__", "__radd__",
                "__rsub__", "__rmul__", "__next__"]


class MagicMock(Mock):
    """A Mock with the special methods."""


def _magic(name):
    def method(self, /, *args, **kwargs):
        children = self.__dict__["_mock_children"]
        child = children.get(name)
        if child is None:
            child = children[name] = MagicMock(name=name, parent=self)
            if name in _MAGIC_DEFAULTS:
                child.return_value = _MAGIC_DEFAULTS[name]
            elif name == "__iter__":
                child.side_effect = lambda: iter([])
        result = child(*args, **kwargs)
        return iter(result) if name == "__iter__" else result
    method.__name__ = name
    return method


for _name in _MAGIC_NAMES:
    if _name != "__next__":
        setattr(MagicMock, _name, _magic(_name))


def _magic_getattr(self, name):
    if name in _MAGIC_NAMES and name != "__next__":
        children = self.__dict__["_mock_children"]
        child = children.get(name)
        if child is None:
            child = children[name] = MagicMock(name=name, parent=self)
            if name in _MAGIC_DEFAULTS:
                child.return_value = _MAGIC_DEFAULTS[name]
        return child
    return object.__getattribute__(self, name)


MagicMock.__getattribute__ = _magic_getattr


class AsyncMock(MagicMock):
    """A Mock whose calls are awaited."""

    _is_coroutine_mark = inspect._is_coroutine_mark

    async def _await(self, args, kwargs):
        d = self.__dict__
        d["await_count"] += 1
        d["await_args"] = _Call((args, kwargs), two=True)
        d["await_args_list"].append(d["await_args"])
        result = self._answer(args, kwargs)
        return await result if inspect.iscoroutine(result) else result

    def __call__(self, /, *args, **kwargs):
        self._note(args, kwargs)
        return self._await(args, kwargs)

    def assert_awaited(self):
        if not self.await_count:
            raise AssertionError(f"Expected {self._name_for_messages()} to have been awaited.")

    def assert_awaited_once(self):
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._name_for_messages()} to have been awaited once. Awaited "
                                 f"{self.await_count} times.")

    def assert_awaited_with(self, /, *args, **kwargs):
        expected = self._expected_text(args, kwargs)
        if self.await_args is None:
            raise AssertionError(f"Expected await: {expected}\nNot awaited")
        if self.await_args != _Call((args, kwargs), two=True):
            actual = self._expected_text(*self.await_args)
            raise AssertionError(f"expected await not found.\nExpected: {expected}\n  Actual: {actual}")

    def assert_awaited_once_with(self, /, *args, **kwargs):
        self.assert_awaited_once()
        self.assert_awaited_with(*args, **kwargs)

    def assert_not_awaited(self):
        if self.await_count:
            raise AssertionError(f"Expected {self._name_for_messages()} to not have been awaited. Awaited "
                                 f"{self.await_count} times.")


class PropertyMock(Mock):
    """A Mock that is set on a class as a property."""

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, value):
        self(value)


def create_autospec(spec, spec_set=False, instance=False, **kwargs):
    """A mock that takes only the arguments and has only the attributes of spec."""
    made = MagicMock(spec=spec, **kwargs)
    try:
        signature = inspect.signature(spec)
    except (TypeError, ValueError):
        signature = None
    made.__dict__["_spec_signature"] = None if instance else signature
    if isinstance(spec, type) and not instance:
        made.return_value = create_autospec(spec, spec_set, True)
    return made


def seal(mock):
    """No attributes are made any more."""
    mock.__dict__["_mock_sealed"] = True
    for child in mock.__dict__["_mock_children"].values():
        if isinstance(child, NonCallableMock):
            seal(child)


def mock_open(mock=None, read_data=""):
    """A stand-in for open()."""
    import io
    mock = MagicMock(name="open", spec=open) if mock is None else mock
    handle = MagicMock()
    state = {}

    def begin(*args, **kwargs):
        state["file"] = io.BytesIO(read_data) if isinstance(read_data, bytes) else io.StringIO(read_data)
        return DEFAULT
    for name in ("read", "readline", "readlines"):
        getattr(handle, name).side_effect = lambda *args, name=name: getattr(state["file"], name)(*args)
    handle.__enter__.return_value = handle
    handle.__iter__.side_effect = lambda: iter(state["file"])
    mock.side_effect = begin
    mock.return_value = handle
    return mock


# --- patch -----------------------------------------------------------------------------------

class _Patch:
    """Replaces an attribute for a while: a context manager and decorator."""

    attribute_name = None

    def __init__(self, get_target, attribute, new, spec, create, autospec, new_callable, kwargs):
        self.get_target, self.attribute, self.new = get_target, attribute, new
        self.spec, self.create, self.autospec, self.new_callable, self.kwargs = (spec, create, autospec,
                                                                                 new_callable, kwargs)

    def __enter__(self):
        target = self.target = self.get_target()
        name = self.attribute
        self.is_local = name in getattr(target, "__dict__", {})
        try:
            self.original = target.__dict__[name] if self.is_local else getattr(target, name)
        except AttributeError:
            if not self.create and not (isinstance(target, ModuleType) and hasattr(builtins, name)):
                raise AttributeError(f"{target!r} does not have the attribute {name!r}") from None
            self.original = DEFAULT
        new = self.new
        if new is DEFAULT:
            if self.autospec:
                new = create_autospec(self.original if self.autospec is True else self.autospec, **self.kwargs)
            else:
                original = self.original if self.original is not DEFAULT else None
                maker = self.new_callable or (AsyncMock if inspect.iscoroutinefunction(original) else MagicMock)
                options = dict(self.kwargs)
                if self.spec is not None:
                    options["spec"] = original if self.spec is True else self.spec
                if isinstance(maker, type) and issubclass(maker, NonCallableMock):
                    options.setdefault("name", name)
                new = maker(**options)
        setattr(target, name, new)
        return new

    def __exit__(self, *exc_info):
        if self.is_local and self.original is not DEFAULT:
            setattr(self.target, self.attribute, self.original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and self.original is not DEFAULT and not hasattr(self.target, self.attribute):
                setattr(self.target, self.attribute, self.original)

    def start(self):
        result = self.__enter__()
        _started.append(self)
        return result

    def stop(self):
        if self in _started:
            _started.remove(self)
            self.__exit__(None, None, None)

    def _copy(self):
        return _Patch(self.get_target, self.attribute, self.new, self.spec, self.create, self.autospec,
                      self.new_callable, self.kwargs)

    def __call__(self, func):
        if isinstance(func, type):
            for name in dir(func):
                if name.startswith(patch.TEST_PREFIX) and callable(getattr(func, name)):
                    setattr(func, name, self._copy()(getattr(func, name)))
            return func
        return _decorate(self, func)


def _decorate(patcher, func):
    is_attribute = isinstance(patcher, _Patch)
    if is_attribute and hasattr(func, "patchings"):
        func.patchings.append(patcher)
        return func
    patchings = [patcher]

    def enter(stack):
        """Begin all of them, the nearest to the function first: what was made for it."""
        pairs = [(each, stack.enter_context(each._copy())) for each in patchings]
        return [new for each, new in pairs if isinstance(each, _Patch) and each.new is DEFAULT]

    if inspect.iscoroutinefunction(func):
        @functools.wraps(func)
        async def patched(*args, **kwargs):
            with contextlib.ExitStack() as stack:
                return await func(*args, *enter(stack), **kwargs)
    else:
        @functools.wraps(func)
        def patched(*args, **kwargs):
            with contextlib.ExitStack() as stack:
                return func(*args, *enter(stack), **kwargs)
    if is_attribute:
        patched.patchings = patchings  # grows with each decorator above
    return patched


_started = []


def _importer(path):
    parts = path.split(".")
    found = __import__(parts[0])
    name = parts[0]
    for part in parts[1:]:
        name += "." + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(name)
            found = getattr(found, part)
    return found


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    """Replaces what "package.module.name" names."""
    path, dot, attribute = target.rpartition(".")
    if not dot:
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}")
    return _Patch(lambda: _importer(path), attribute, new, spec or spec_set, create, autospec, new_callable, kwargs)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
                  new_callable=None, **kwargs):
    """Replaces an attribute of an object."""
    return _Patch(lambda: target, attribute, new, spec or spec_set, create, autospec, new_callable, kwargs)


class _PatchDict:
    """Changes a dict for a while."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.values, self.clear, self.kwargs = in_dict, values, clear, kwargs

    def __enter__(self):
        target = _importer(self.in_dict) if isinstance(self.in_dict, str) else self.in_dict
        self.target, self.saved = target, dict(target)
        if self.clear:
            target.clear()
        target.update(self.values, **self.kwargs)
        return target

    def __exit__(self, *exc_info):
        for key in list(self.target):
            del self.target[key]
        self.target.update(self.saved)

    start = __enter__

    def stop(self):
        self.__exit__(None, None, None)

    def _copy(self):
        return _PatchDict(self.in_dict, self.values, self.clear, **self.kwargs)

    def __call__(self, func):
        return _decorate(self, func)


class _PatchMultiple:
    """Several attributes of one object."""

    def __init__(self, target, kwargs):
        self.target, self.kwargs = target, kwargs

    def __enter__(self):
        target = _importer(self.target) if isinstance(self.target, str) else self.target
        self.patchers = {name: _patch_object(target, name, new) for name, new in self.kwargs.items()}
        return {name: patcher.__enter__() for name, patcher in self.patchers.items()}

    def __exit__(self, *exc_info):
        for patcher in reversed(self.patchers.values()):
            patcher.__exit__(*exc_info)

    def _copy(self):
        return _PatchMultiple(self.target, self.kwargs)

    def __call__(self, func):
        @functools.wraps(func)
        def patched(*args, **kwargs):
            with self._copy() as new:
                given = {name: value for name, value in new.items() if self.kwargs[name] is DEFAULT}
                return func(*args, **given, **kwargs)
        return patched


def _stop_all():
    """Undoes every patch that was started."""
    for patcher in reversed(_started[:]):
        patcher.stop()


patch.object = _patch_object
patch.dict = _PatchDict
patch.multiple = lambda target, **kwargs: _PatchMultiple(target, kwargs)
patch.stopall = _stop_all
patch.TEST_PREFIX = "test"
