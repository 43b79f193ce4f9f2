"""Collecting: from files and folders to tests."""

import fnmatch
import inspect
import linecache
import pathlib
import sys
import types

from pytest import _rewrite
from pytest._fixtures import FixtureDefinition, argument_names
from pytest._hooks import Metafunc, as_mark, call_hook
from pytest._marks import marks_of, parameter_sets, set_ids
from pytest._outcomes import Failed, Skipped, UsageError


class Item:
    """A test."""

    def __init__(self, module_info, cls, function, name, config):
        self.path = module_info.path
        self.module = module_info.module
        self.cls = cls
        self.instance = None
        self.arguments = {}  # what the function is called with
        self.function = function
        self.originalname = function.__name__
        self.name = name
        self.config = config
        self.registry = module_info.registry if cls is None else module_info.registry.with_layer(cls)
        self.marks = [*marks_of(self.module), *(marks_of(cls) if cls else []), *marks_of(function)]
        self.values = {}  # of parametrize
        self.fixture_params = {}  # fixture: ParameterSet
        self.runner = None  # of asyncio, while the test runs
        self.nodeid = "::".join([module_info.shown, *([cls.__qualname__.replace(".", "::")] if cls else []), name])

    def __repr__(self):
        return f"<Function {self.name}>"

    is_coroutine = property(lambda self: inspect.iscoroutinefunction(self.function), doc="Whether it is awaited.")
    code = property(lambda self: inspect.unwrap(self.function).__code__, doc="The code of the function.")
    fixture_names = property(lambda self: [name for name in self._wanted() if name not in self.values],
                             doc="The fixtures the test asks for.")
    keywords = property(lambda self: {self.name, self.originalname, self.path.name, *(mark.name for mark in self.marks),
                                      *([self.cls.__name__] if self.cls else [])}, doc="What -k looks at.")

    def _wanted(self):
        names = self.registry.automatic()
        for mark in self.marks:
            if mark.name == "usefixtures":
                names += mark.args
        return list(dict.fromkeys([*names, *(each for each in argument_names(self.function)
                                             if not (self.cls and each in ("self", "cls")))]))

    def add_marker(self, marker, append=True):
        """Add a mark, or a mark with this name."""
        self.marks.insert(len(self.marks) if append else 0, as_mark(marker))

    def get_closest_marker(self, name, default=None):
        """The mark with a name that is nearest to the test."""
        return next((mark for mark in reversed(self.marks) if mark.name == name), default)

    def iter_markers(self, name=None):
        """The marks, the nearest one first."""
        return (mark for mark in reversed(self.marks) if name in (None, mark.name))

    def run_async(self, awaitable):
        """Run something that is awaited, in the loop of the test."""
        if self.runner is None:
            import asyncio
            self.runner = asyncio.Runner()

        async def wait():
            return await awaitable
        return self.runner.run(wait())

    def scope_keys(self):
        """What must stay the same for the scopes to stay open."""
        return {"session": 0, "package": str(self.path.parent), "module": str(self.path),
                "class": (str(self.path), self.cls), "function": self.nodeid}

    def _copy(self, suffix):
        copied = object.__new__(Item)
        copied.__dict__.update(self.__dict__, marks=self.marks[:], values=dict(self.values),
                               fixture_params=dict(self.fixture_params))
        copied._suffixes = [*getattr(self, "_suffixes", []), suffix]
        return copied

    def runs(self):
        """The test once for each set of parameters."""
        items = [self]
        for each in (*self.config.hooks.modules, self.module):
            call_hook(each, "pytest_generate_tests", metafunc=Metafunc(self))
        for mark in [each for each in self.marks if each.name == "parametrize"]:
            items = self._parametrized(items, mark)
        for definition in self.registry.closure(self.fixture_names):
            if definition.params is not None and definition.name not in items[0].fixture_params:
                ids = definition.ids_of_params()
                made = []
                for item in items:
                    for each, id in zip(definition.params, ids):
                        made.append(item._copy(id))
                        made[-1].fixture_params[definition.name] = each
                        made[-1].marks += each.marks
                items = made
        for item in items:
            if suffixes := getattr(item, "_suffixes", None):
                item.name += f"[{'-'.join(suffixes)}]"
                item.nodeid += f"[{'-'.join(suffixes)}]"
        return items

    def _parametrized(self, items, mark):
        names, sets = parameter_sets(mark, self.function)
        wanted = {*argument_names(self.function), *(each.name for each in self.registry.closure(self.fixture_names))}
        for name in names:
            if name not in wanted:
                raise UsageError(f"In {self.originalname}: function uses no argument '{name}'")
        ids = set_ids(names, sets, mark.kwargs.get("ids"))
        indirect = mark.kwargs.get("indirect", False)
        made = []
        for item in items:
            for each, id in zip(sets, ids):
                made.append(item._copy(id))
                made[-1].marks += each.marks
                for name, value in zip(names, each.values):
                    if indirect is True or indirect and name in indirect:
                        made[-1].fixture_params[name] = type(each)((value,), [], None)
                    else:
                        made[-1].values[name] = value
        return made


class ModuleInfo:
    """A file of tests."""

    def __init__(self, path, shown, module, registry):
        self.path = path
        self.shown = shown
        self.module = module
        self.registry = registry


def load_module(path):
    """The module of a file, its asserts changed."""
    name = path.stem
    folder = str(path.parent)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    text = path.read_text(encoding="utf-8")
    module = types.ModuleType(name)
    module.__file__ = str(path)
    module._py_r = _rewrite.note
    module._py_fail = _rewrite.failure
    try:
        code = compile(_rewrite.rewrite(text), str(path), "exec")
    except SyntaxError:
        code = compile(text, str(path), "exec")  # it says what is wrong, or the change was
    linecache.checkcache(str(path))
    sys.modules[name] = module
    exec(code, module.__dict__)
    return module


class Collector:
    """Finds tests."""

    def __init__(self, config, registry):
        self.config = config
        self.registry = registry
        self.errors = []  # (what, exception)
        self.skipped = []  # (file, reason) of whole files
        self._conftests = {}

    def load_conftests(self, arguments):
        """Load the conftest.py files that may add options, before all tests are looked for."""
        for argument in arguments or ["."]:
            path = pathlib.Path(argument.split("::")[0]).resolve()
            if path.exists():
                self._with_conftests(path if path.is_dir() else path.parent)

    def collect(self, arguments):
        """The tests of files, folders, and names behind ::."""
        items = []
        for argument in arguments or ["."]:
            place, *names = argument.split("::")
            path = pathlib.Path(place)
            if not path.exists():
                raise UsageError(f"file or directory not found: {argument}")
            files = [path] if path.is_file() else sorted(
                each for each in path.rglob("*.py")
                if any(fnmatch.fnmatch(each.name, pattern) for pattern in self.config.getini("python_files"))
                and not any(part.startswith(".") or part == "__pycache__" for part in each.parts[:-1]))
            for file in files:
                found = self._collect_file(file.resolve())
                chosen = [item for item in found if _is_named(item, names)]
                if names and not chosen and not self.errors:
                    raise UsageError(f"not found: {argument}\n(no match in any of [<Module {path.name}>])")
                items += [item for item in chosen if all(item.nodeid != each.nodeid for each in items)]
        return items

    def _collect_file(self, path):
        try:
            shown = str(path.relative_to(self.config.rootpath))
        except ValueError:
            shown = str(path)
        try:
            registry = self._with_conftests(path.parent)
            module = load_module(path)
        except Skipped as outcome:
            if not getattr(outcome, "allow_module_level", False):
                self.errors.append((shown, outcome))
            self.skipped.append((shown, outcome.msg))
            return []
        except (Exception, SystemExit, Failed) as error:
            self.errors.append((shown, error))
            return []
        info = ModuleInfo(path, shown, module, registry.with_layer(module))
        try:
            return list(self._tests_in(info, module, None))
        except (UsageError, TypeError) as error:
            self.errors.append((shown, error))
            return []

    def _with_conftests(self, folder):
        registry = self.registry
        root = self.config.rootpath
        for each in [*reversed([parent for parent in folder.parents if root in (parent, *parent.parents)]), folder]:
            path = each / "conftest.py"
            if path.is_file():
                if path not in self._conftests:
                    self._conftests[path] = load_module(path)
                    self.config.hooks.modules.append(self._conftests[path])
                registry = registry.with_layer(self._conftests[path])
        return registry

    def _tests_in(self, info, holder, cls):
        names = holder.__dict__ if cls is None else _names_of_class(holder)
        for name, value in list(names.items()):
            if isinstance(value, FixtureDefinition):
                continue
            if isinstance(value, type):
                if _is_test_case(value) or name.startswith("Test") and "__init__" not in value.__dict__:
                    if getattr(value, "__test__", True):
                        yield from self._tests_in(info, value, value)
                continue
            function = value.__func__ if isinstance(value, (staticmethod, classmethod)) else value
            if name.startswith("test") and inspect.isfunction(function) and (
                    name.startswith("test_") or cls is None or _is_test_case(cls) or name.startswith("test")):
                yield from Item(info, cls, function, name, self.config).runs()


def _is_test_case(cls):
    unittest = sys.modules.get("unittest")
    return unittest is not None and issubclass(cls, unittest.TestCase) and cls is not unittest.TestCase


def _names_of_class(cls):
    names = {}
    for owner in reversed(cls.__mro__[:-1]):
        if owner.__module__ not in ("unittest.case", "unittest.async_case"):
            names.update(owner.__dict__)
    return names


def _is_named(item, names):
    parts = item.nodeid.split("::")[1:]
    wanted = names[:]
    if wanted and "[" not in wanted[-1]:
        parts = [part.partition("[")[0] for part in parts]
    return parts[:len(wanted)] == wanted
