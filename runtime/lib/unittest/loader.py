"""Finds tests in classes and modules."""

import fnmatch
import os
import sys
import traceback
import types

from . import case, suite

__unittest = True


class _FailedTest(case.TestCase):
    """Stands for a test that could not be loaded: raises why."""

    def __init__(self, name, exception):
        self._exception = exception
        super().__init__(name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            return super().__getattribute__(name)

        def test_failure():
            raise self._exception
        return test_failure


class TestLoader:
    """Makes suites."""

    testMethodPrefix = "test"
    testNamePatterns = None
    suiteClass = suite.TestSuite

    def __init__(self):
        self.errors = []

    def sortTestMethodsUsing(self, a, b):
        return (a > b) - (a < b)

    def getTestCaseNames(self, testCaseClass):
        """The names of the test methods, sorted."""
        def wanted(name):
            if not name.startswith(self.testMethodPrefix) or not callable(getattr(testCaseClass, name)):
                return False
            full = f"{testCaseClass.__module__}.{testCaseClass.__qualname__}.{name}"
            return self.testNamePatterns is None or any(
                fnmatch.fnmatchcase(full, pattern) for pattern in self.testNamePatterns)
        names = [name for name in dir(testCaseClass) if wanted(name)]
        if self.sortTestMethodsUsing:
            import functools
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from "
                            "TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        tests = []
        for name in dir(module):
            obj = getattr(module, name)
            if isinstance(obj, type) and issubclass(obj, case.TestCase) and obj not in (
                    case.TestCase, case.FunctionTestCase):
                tests.append(self.loadTestsFromTestCase(obj))
        tests = self.suiteClass(tests)
        load = getattr(module, "load_tests", None)
        return load(self, tests, pattern) if load is not None else tests

    def loadTestsFromName(self, name, module=None):
        parts = name.split(".")
        obj = module
        problem = None
        if module is None:
            for end in range(len(parts), 0, -1):
                try:
                    __import__(".".join(parts[:end]))
                except ImportError as error:
                    problem = problem or error
                    if end == 1:
                        raise
                    continue
                obj, parts = sys.modules[".".join(parts[:end])], parts[end:]
                break
        parent = None
        for part in parts:
            if problem is not None and not hasattr(obj, part):
                raise problem
            try:
                parent, obj = obj, getattr(obj, part)
            except AttributeError as error:
                test = _FailedTest(part, error)
                self.errors.append(f"Failed to access attribute:\n{''.join(traceback.format_exception(error))}")
                return test
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if isinstance(obj, type) and issubclass(obj, case.TestCase):
            return self.loadTestsFromTestCase(obj)
        if isinstance(obj, types.FunctionType) and isinstance(parent, type) and issubclass(parent, case.TestCase):
            return self.suiteClass([parent(parts[-1])])
        if isinstance(obj, suite.TestSuite):
            return obj
        if callable(obj):
            test = obj()
            if isinstance(test, suite.TestSuite):
                return test
            if isinstance(test, case.TestCase):
                return self.suiteClass([test])
            raise TypeError(f"calling {obj} returned {test}, not a test")
        raise TypeError(f"don't know how to make test from: {obj}")

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def discover(self, start_dir, pattern="test*.py", top_level_dir=None):
        """The tests in the files of a folder that match a pattern."""
        top = os.path.abspath(top_level_dir or start_dir)
        if top not in sys.path:
            sys.path.insert(0, top)
        tests = []
        for folder, folders, files in os.walk(os.path.abspath(start_dir)):
            folders.sort()
            for file in sorted(files):
                if fnmatch.fnmatch(file, pattern) and file.endswith(".py"):
                    name = os.path.relpath(os.path.join(folder, file), top)[:-3].replace(os.sep, ".")
                    tests.append(self.loadTestsFromName(name))
        return self.suiteClass(tests)


defaultTestLoader = TestLoader()
