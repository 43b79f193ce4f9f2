"""Several tests as one."""

import sys

__unittest = True


class BaseTestSuite:
    """A list of tests and suites."""

    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def __iter__(self):
        return iter(self._tests)

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, self.__class__) else NotImplemented

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} tests={list(self)}>"

    def countTestCases(self):
        return sum(test.countTestCases() for test in self)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for test in self:
            if result.shouldStop:
                break
            test(result)
        return result

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        for test in self:
            test.debug()


class _Failed:
    """Stands for the set-up of a class or module in a result."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __str__(self):
        return self.description

    def countTestCases(self):
        return 0


_Failed.failureException = type("_NoFailure", (Exception,), {})


class TestSuite(BaseTestSuite):
    """Runs its tests, with setUpClass and setUpModule where they belong."""

    def run(self, result, debug=False):
        is_outermost = not getattr(result, "_is_running", False)
        if is_outermost:
            result._is_running = True
            result._previous_class = None
            result._broken_modules = set()
        for test in self:
            if result.shouldStop:
                break
            if not isinstance(test, BaseTestSuite):
                self._change_class(test, result)
                cls = test.__class__
                if getattr(cls, "_classSetupFailed", False) or cls.__module__ in result._broken_modules:
                    continue
                result._previous_class = cls
            test(result)
        if is_outermost:
            self._change_class(None, result)
            result._is_running = False
        return result

    def _change_class(self, test, result):
        new = None if test is None else test.__class__
        old = result._previous_class
        if new is old:
            return
        if old is not None and not getattr(old, "_classSetupFailed", False):
            self._try(result, f"tearDownClass ({old.__module__}.{old.__qualname__})", getattr(old, "tearDownClass", None))
            self._try(result, f"tearDownClass ({old.__module__}.{old.__qualname__})",
                      getattr(old, "doClassCleanups", None))
        old_module = old.__module__ if old is not None else None
        new_module = new.__module__ if new is not None else None
        if old_module != new_module:
            if old_module is not None and old_module not in result._broken_modules:
                self._try(result, f"tearDownModule ({old_module})",
                          getattr(sys.modules.get(old_module), "tearDownModule", None))
                from .case import doModuleCleanups
                doModuleCleanups()
            if new_module is not None and not self._try(result, f"setUpModule ({new_module})", getattr(
                    sys.modules.get(new_module), "setUpModule", None)):
                result._broken_modules.add(new_module)
                return
        if new is not None and not getattr(new, "__unittest_skip__", False):
            new._classSetupFailed = False
            if not self._try(result, f"setUpClass ({new.__module__}.{new.__qualname__})",
                             getattr(new, "setUpClass", None)):
                new._classSetupFailed = True

    def _try(self, result, description, function):
        """Calls a set-up or tear-down; False if it failed."""
        if function is None:
            return True
        from .case import SkipTest
        try:
            function()
        except SkipTest as reason:
            result.addSkip(_Failed(description), str(reason))
            return False
        except Exception:
            result.addError(_Failed(description), sys.exc_info())
            return False
        return True
