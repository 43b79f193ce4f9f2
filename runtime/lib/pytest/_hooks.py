"""Hooks: functions pytest_... of conftest.py, which are called while tests are collected and run."""

import inspect

from pytest._marks import Mark, MarkDecorator, mark


class Hooks:
    """The conftest.py files that were loaded."""

    def __init__(self):
        self.modules = []

    def call(self, name, **known):
        """Call a hook of all of them with what it asks for; the results that are not None."""
        return [result for module in self.modules if (result := call_hook(module, name, **known)) is not None]


def call_hook(module, name, **known):
    """Call a hook of one of them, if it has it."""
    function = getattr(module, name, None)
    if function is None:
        return None
    return function(**{each: known[each] for each in inspect.signature(function).parameters if each in known})


class Parser:
    """What pytest_addoption() gets."""

    def __init__(self, parser, settings):
        self._parser = parser
        self._settings = settings

    def addoption(self, *names, **attributes):
        """Add an option of the command line."""
        self._parser.add_argument(*names, **attributes)

    def getgroup(self, name, description="", after=None):
        """Where options stand in the help."""
        return self

    def addini(self, name, help, type=None, default=None):
        """Add a setting."""
        is_list = type in ("args", "linelist", "pathlist", "paths")
        start = default if default is not None else [] if is_list else False if type == "bool" else ""
        given = self._settings.values.get(name)
        self._settings.values[name] = start
        if given is not None:
            self._settings.set(name, given)


class Metafunc:
    """What pytest_generate_tests() gets: a test function before it is multiplied."""

    def __init__(self, item):
        self.config = item.config
        self.function = item.function
        self.cls = item.cls
        self.module = item.module
        self.fixturenames = item.fixture_names
        self.definition = item
        self._item = item

    def parametrize(self, argnames, argvalues, indirect=False, ids=None, scope=None):
        """Run the test with each of the values."""
        self._item.marks.append(mark.parametrize(argnames, list(argvalues), indirect=indirect, ids=ids).mark)


def as_mark(marker):
    """The Mark of what add_marker() was given: a mark or its name."""
    if isinstance(marker, str):
        return Mark(marker)
    return marker.mark if isinstance(marker, MarkDecorator) else marker
