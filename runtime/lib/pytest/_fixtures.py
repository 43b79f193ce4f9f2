"""Fixtures: what tests ask for by the names of their parameters.

A fixture is a function; its value is made when the first test of its scope asks for it, and what
comes after its `yield` runs when the scope ends. Stack keeps the scopes that are open, the session
at the bottom, and what is to be done when they end.
"""

import inspect

from pytest._marks import ParameterSet, set_ids
from pytest._outcomes import UsageError

SCOPES = ("session", "package", "module", "class", "function")


class FixtureDefinition:
    """A fixture, as its decorator says."""

    def __init__(self, function, scope, params, autouse, ids, name):
        if scope not in SCOPES and not callable(scope):
            raise UsageError(f"Unexpected scope {scope!r} passed to fixture {function.__name__!r}")
        self.function = function
        self.scope = scope
        self.params = None if params is None else [
            each if isinstance(each, ParameterSet) else ParameterSet((each,), [], None) for each in params]
        self.autouse = autouse
        self.ids = ids
        self.name = name or getattr(function, "__name__", "?")
        self.__name__ = self.name
        self.__doc__ = getattr(function, "__doc__", None)
        self.__wrapped__ = function

    def __repr__(self):
        return f"<pytest_fixture({self.function})>"

    def __call__(self, *args, **kwargs):
        raise _failed(f'Fixture "{self.name}" called directly. Fixtures are not meant to be called directly,\nbut are '
                      f'created automatically when test functions request them as parameters.')

    def parameter_names(self):
        """The names of the fixtures it asks for."""
        return argument_names(self.function)

    def ids_of_params(self):
        """The names of its parameters."""
        return set_ids([self.name], self.params, self.ids)


def _failed(message):
    from pytest._outcomes import Failed
    return Failed(message, pytrace=False)


def fixture(fixture_function=None, *, scope="function", params=None, autouse=False, ids=None, name=None):
    """Make a function a fixture."""
    def decorate(function):
        if isinstance(function, type):
            raise ValueError("class fixtures not supported (maybe in the future)")
        function = getattr(function, "__func__", function) if isinstance(function, staticmethod) else function
        return FixtureDefinition(function, scope, params, autouse, ids, name)
    return decorate(fixture_function) if fixture_function is not None else decorate


def argument_names(function):
    """The parameters that are to be filled: not those with defaults, and those that mock.patch() fills."""
    function = getattr(function, "__func__", function)
    names = []
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY) and (
                parameter.default is parameter.empty):
            names.append(name)
    n_mocks = len(_mocks_of(function))
    return names if not n_mocks else names[:1] * (names[0] == "self") + names[n_mocks + (names[0] == "self"):]


def _mocks_of(function):
    """The patches of unittest.mock that pass what they made to the function."""
    patches = getattr(function, "patchings", None)
    if not patches:
        return []
    from unittest.mock import DEFAULT
    return [each for each in patches if not each.attribute_name and each.new is DEFAULT]


class Registry:
    """Where fixtures are looked for: in the class, the module, conftest.py files, and those of pytest."""

    def __init__(self, builtin):
        self._layers = [builtin]  # the last one hides the others

    def with_layer(self, holder):
        """A registry that also knows the fixtures of a module or class."""
        found = {}
        for name in dir(holder):
            value = inspect.getattr_static(holder, name, None)
            if isinstance(value, FixtureDefinition):
                found[value.name] = value
        extended = Registry(None)
        extended._layers = [*self._layers, found]
        return extended

    def find(self, name, hidden_by=None):
        """The fixture with a name; with hidden_by, the one that this one hides."""
        is_open = hidden_by is None
        for layer in reversed(self._layers):
            definition = layer.get(name)
            if definition is not None and is_open:
                return definition
            is_open = is_open or definition is hidden_by
        return None

    def automatic(self):
        """The names of those that are used by themselves, the wider scopes first."""
        found = [(SCOPES.index(each.scope), name) for layer in self._layers for name, each in layer.items()
                 if each.autouse]
        return list(dict.fromkeys(name for _, name in sorted(found, key=lambda pair: pair[0])))

    def names(self):
        """All names."""
        return sorted({name for layer in self._layers for name in layer})

    def closure(self, names):
        """All fixtures that are needed for some."""
        found = {}
        todo = [(name, None) for name in names]
        while todo:
            name, hidden_by = todo.pop(0)
            definition = self.find(name, hidden_by)
            if definition is None or definition in found.values():
                continue
            found[name if hidden_by is None else (name, hidden_by)] = definition
            todo += [(each, definition if each == definition.name else None)
                     for each in definition.parameter_names() if each != "request"]
        return list(found.values())


class Stack:
    """The scopes that are open: for each its key, the values made in it, and what is to be done at its end."""

    def __init__(self):
        self._open = {scope: (None, {}, []) for scope in SCOPES}

    def enter(self, keys):
        """Go to a test: scopes whose key changes end, the narrow ones first. Returns what went wrong."""
        changed = next((i for i, scope in enumerate(SCOPES) if self._open[scope][0] != keys[scope]), len(SCOPES))
        errors = []
        for scope in reversed(SCOPES[changed:]):
            errors += self._end(scope)
        for scope in SCOPES[changed:]:
            self._open[scope] = (keys[scope], {}, [])
        return errors

    def _end(self, scope):
        _, values, finalizers = self._open[scope]
        errors = []
        while finalizers:
            try:
                finalizers.pop()()
            except BaseException as error:
                if isinstance(error, (KeyboardInterrupt, SystemExit)):
                    raise
                errors.append(error)
        values.clear()
        return errors

    def values(self, scope):
        """The values made in a scope."""
        return self._open[scope][1]

    def at_end(self, scope, function):
        """Call a function when the scope ends."""
        self._open[scope][2].append(function)


class FixtureRequest:
    """What a fixture is told about who asks: the fixture `request`."""

    def __init__(self, item, stack, definition=None, parent=None, param=None):
        self._item = item
        self._stack = stack
        self._definition = definition
        self._parent = parent
        self.node = item
        if param is not None:
            self.param = param.values[0]

    def __repr__(self):
        return f"<FixtureRequest for {self.node!r}>"

    config = property(lambda self: self._item.config, doc="The options.")
    function = property(lambda self: self._item.function, doc="The test.")
    module = property(lambda self: self._item.module, doc="The module of the test.")
    cls = property(lambda self: self._item.cls, doc="The class of the test, or None.")
    instance = property(lambda self: self._item.instance, doc="The object the test is a method of, or None.")
    keywords = property(lambda self: {mark.name: mark for mark in self._item.marks}, doc="The marks of the test.")
    path = property(lambda self: self._item.path, doc="The file of the test.")
    fixturename = property(lambda self: self._definition and self._definition.name, doc="The fixture.")
    scope = property(lambda self: self._definition.scope if self._definition else "function", doc="Its scope.")
    fixturenames = property(lambda self: list(self._item.fixture_names), doc="All fixtures of the test.")

    def addfinalizer(self, finalizer):
        """Call a function when the scope ends."""
        self._stack.at_end(self.scope, finalizer)

    def getfixturevalue(self, argname):
        """The value of a fixture."""
        if argname == "request":
            return self
        item = self._item
        if argname in item.values:
            return item.values[argname]
        asking = self._definition
        hidden_by = asking if asking is not None and asking.name == argname else None
        definition = item.registry.find(argname, hidden_by)
        if definition is None:
            shown = ", ".join(item.registry.names())
            raise LookupFailed(f"fixture '{argname}' not found\n>       available fixtures: {shown}\n"
                               ">       use 'pytest --fixtures [testpath]' for help on them.",
                               asking or item)
        return self._value(definition)

    def _value(self, definition):
        param = self._item.fixture_params.get(definition.name)
        values = self._stack.values(definition.scope)
        key = (id(definition), id(param))
        if key in values:
            made, error = values[key]
            if error is not None:
                raise error
            return made
        asking = self._definition
        if asking is not None and SCOPES.index(asking.scope) < SCOPES.index(definition.scope):
            raise _failed(f"ScopeMismatch: You tried to access the {definition.scope} scoped fixture "
                          f"{definition.name} with a {asking.scope} scoped request object.")
        request = FixtureRequest(self._item, self._stack, definition, self, param)
        if definition.params is not None and param is None:
            request.param = definition.params[0].values[0]
        try:
            made = request._make()
        except BaseException as error:
            values[key] = (None, error)
            raise
        values[key] = (made, None)
        return made

    def _make(self):
        definition = self._definition
        self._check_circle()
        arguments = {name: self.getfixturevalue(name) for name in definition.parameter_names()
                     if not (name == "self" or name == "cls")}
        function = definition.function
        if "self" in definition.parameter_names():
            function = function.__get__(self._item.instance)
        if inspect.isasyncgenfunction(function):
            return self._make_async_generator(function(**arguments))
        if inspect.iscoroutinefunction(function):
            return self._item.run_async(function(**arguments))
        if not inspect.isgeneratorfunction(function):
            return function(**arguments)
        steps = function(**arguments)
        try:
            value = next(steps)
        except StopIteration:
            raise ValueError(f"{definition.name} did not yield a value") from None

        def finish():
            try:
                next(steps)
            except StopIteration:
                return
            raise _failed(f"fixture function has more than one 'yield':\n\n{inspect.getsource(definition.function)}")
        self.addfinalizer(finish)
        return value

    def _make_async_generator(self, steps):
        value = self._item.run_async(steps.__anext__())

        def finish():
            try:
                self._item.run_async(steps.__anext__())
            except StopAsyncIteration:
                return
            raise _failed("Async generator fixture didn't stop. Yield only once.")
        self.addfinalizer(finish)
        return value

    def _check_circle(self):
        request = self._parent
        while request is not None:
            if request._definition is self._definition:
                raise _failed(f"recursive dependency involving fixture '{self._definition.name}' detected")
            request = request._parent


class LookupFailed(LookupError):
    """A fixture that nobody knows."""

    def __init__(self, message, asking):
        super().__init__(message)
        self.asking = asking  # what asks for it: a fixture, or the test
