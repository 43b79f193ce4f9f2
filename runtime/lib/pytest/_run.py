"""Running a test: set-up, the call, and what comes after, each with what went wrong."""

import inspect
import io
import sys
import time

from pytest._explain import saferepr
from pytest._fixtures import SCOPES, FixtureRequest
from pytest._marks import Mark
from pytest._outcomes import Exit, Failed, Skipped, XFailed
from pytest._watch import Log, Watch, warn_of_result

_NOT_NATIVE = ("async def functions are not natively supported.\nYou need to install a suitable plugin for your async "
               "framework, for example:\n  - anyio\n  - pytest-asyncio\n  - pytest-tornasync\n  - pytest-trio\n"
               "  - pytest-twisted")


class Report:
    """What came of a test, or of a part of it."""

    def __init__(self, item, when, outcome, error=None, reason="", sections=()):
        self.item = item
        self.nodeid = item.nodeid
        self.when = when  # setup, call, teardown
        self.outcome = outcome  # passed, failed, error, skipped, xfailed, xpassed
        self.error = error
        self.reason = reason
        self.arguments = ()  # of the test when it failed, such as "n = 3"
        self.durations = {}  # part: seconds; grows, too
        self.sections = sections  # grows: what is printed while the test is taken down belongs to it, too


class _Capture:
    """Takes what is printed while a test runs, nothing with -s, and how long its parts take."""

    def __init__(self, is_on):
        self.durations = {}  # part: seconds
        self.sections = []
        self._streams = ()
        self._saved = sys.stdout, sys.stderr
        if is_on:
            self._streams = sys.stdout, sys.stderr = io.StringIO(), io.StringIO()

    def take(self, when):
        """What was printed in a part of the test becomes a section."""
        for name, stream in zip(("stdout", "stderr"), self._streams):
            if text := stream.getvalue():
                self.sections.append((f"Captured {name} {when}", text))
                stream.seek(0)
                stream.truncate()

    def stop(self):
        """Print as before."""
        sys.stdout, sys.stderr = self._saved


class Runner:
    """Runs tests, one after the other."""

    def __init__(self, config, stack, warnings):
        self.config = config
        self.stack = stack
        self._warnings = warnings  # (nodeid, text) of all that the tests were warned of
        self._prepared = set()  # modules and classes whose setup_module(), setup_class() ran

    def run(self, item, following):
        """The reports of a test; following is the test after it."""
        reason = _skip_reason(item)
        if reason is not None:
            yield Report(item, "setup", "skipped", reason=reason)
            return
        expected = _expected_failure(item)
        if expected and expected.kwargs.get("run") is False:
            yield Report(item, "setup", "xfailed", reason="reason: [NOTRUN] " + expected.kwargs.get("reason", ""))
            return
        with Watch(item, self._warnings):
            yield from self._run_watched(item, following, expected)

    def _run_watched(self, item, following, expected):
        capture = _Capture(self.config.capture)
        try:
            when, error = "setup", self._guarded(capture, "setup", lambda: self._set_up(item))
            if error is None:
                when, error = "call", self._guarded(capture, "call", lambda: self._call(item))
            yield self._judge(item, when, error, expected, capture)
            error = self._guarded(capture, "teardown", lambda: self._tear_down(item, following))
            if error is not None:
                yield self._judge(item, "teardown", error, None, capture)
        finally:
            capture.stop()

    @staticmethod
    def _guarded(capture, when, function):
        log = Log()
        start = now()
        try:
            with log:
                function()
        except (KeyboardInterrupt, Exit):
            raise
        except BaseException as error:
            return error
        finally:
            capture.durations[when] = now() - start
            capture.take(when)
            if log.text:
                capture.sections.append((f"Captured log {when}", log.text))
        return None

    def _judge(self, item, when, error, expected, capture):
        report = self._judged(item, when, error, expected, capture.sections)
        if error is not None:
            report.arguments = _shown_arguments(item)
        if when != "teardown":
            report.durations = capture.durations
        return report

    def _judged(self, item, when, error, expected, sections):
        if error is None:
            if expected is None:
                return Report(item, when, "passed", sections=sections)
            reason = expected.kwargs.get("reason", "")
            if expected.kwargs.get("strict", self.config.getini("xfail_strict")):
                text = expected.kwargs.get("unexpected", f"[XPASS(strict)] {reason}")
                return Report(item, when, "failed", Failed(text, pytrace=False), reason, sections)
            return Report(item, when, "xpassed", reason=reason, sections=sections)
        if isinstance(error, XFailed):
            return Report(item, when, "xfailed", error, f"reason: {error.msg}", sections)
        if _is_skip(error):
            return Report(item, when, "skipped", error, str(error), sections)
        if expected is not None and when != "teardown":
            wanted = expected.kwargs.get("raises")
            if wanted is None or isinstance(error, wanted):
                return Report(item, when, "xfailed", error, expected.kwargs.get("reason", ""), sections)
        return Report(item, when, "failed" if when == "call" else "error", error, sections=sections)

    def _set_up(self, item):
        self.config.hooks.call("pytest_runtest_setup", item=item)
        self.stack.enter(item.scope_keys())
        self._set_up_holders(item)
        if item.cls is not None:
            item.instance = item.cls(item.originalname) if _is_test_case(item.cls) else item.cls()
        self._x_unit(item)
        request = FixtureRequest(item, self.stack)
        item.arguments = {}
        wanted = set(inspect.signature(item.function).parameters)
        for name in [*_widest_first(item), *item.fixture_names]:
            value = request.getfixturevalue(name)
            if name in wanted:
                item.arguments[name] = value
        item.arguments |= {name: value for name, value in item.values.items() if name in wanted}

    def _set_up_holders(self, item):
        """setup_module() and setup_class(), the first time."""
        for scope, holder, word in (("module", item.module, "module"), ("class", item.cls, "class")):
            key = item.scope_keys()[scope]
            if holder is None or (scope, key) in self._prepared:
                continue
            self._prepared.add((scope, key))
            names = ((f"setup_{word}", f"teardown_{word}") if not _is_test_case(item.cls) or scope == "module"
                     else ("setUpClass", "tearDownClass"))
            before, after = (getattr(holder, name, None) for name in names)
            if after is not None:
                self.stack.at_end(scope, lambda: _call_with(after, holder))
            if before is not None:
                _call_with(before, holder)

    def _x_unit(self, item):
        """setup_method() or setup_function(), and what undoes them."""
        if item.cls is None:
            names, holder = ("setup_function", "teardown_function"), item.module
        elif _is_test_case(item.cls):
            self._set_up_case(item.instance)
            return
        else:
            names, holder = ("setup_method", "teardown_method"), item.instance
        before, after = (getattr(holder, name, None) for name in names)
        if before is not None:
            _call_with(before, item.function)
        if after is not None:
            self.stack.at_end("function", lambda: _call_with(after, item.function))

    def _set_up_case(self, case):
        """setUp() of a class of unittest; what comes after the test is noted, the last thing first."""
        if hasattr(case, "asyncSetUp"):
            case._open()
            self.stack.at_end("function", case._close)
        self.stack.at_end("function", case.doCleanups)
        case._callSetUp()
        self.stack.at_end("function", case._callTearDown)

    def _call(self, item):
        self.config.hooks.call("pytest_runtest_call", item=item)
        function = getattr(item.instance, item.originalname) if item.instance is not None else item.function
        if item.cls is not None and _is_test_case(item.cls):
            item.instance._callTestMethod(function)
        elif not inspect.iscoroutinefunction(function):
            warn_of_result(item, function(**item.arguments))
        elif any(mark.name in ("asyncio", "anyio") for mark in item.marks) or self.config.asyncio_mode == "auto":
            item.run_async(function(**item.arguments))
        else:
            raise Failed(_NOT_NATIVE, pytrace=False)

    def _tear_down(self, item, following):
        self.config.hooks.call("pytest_runtest_teardown", item=item, nextitem=following)
        keys = following.scope_keys() if following is not None else dict.fromkeys(item.scope_keys(), None)
        if following is not None and following.nodeid == item.nodeid:
            keys["function"] = object()
        errors = self.stack.enter({**keys, "function": None})
        if item.runner is not None:
            item.runner.close()
            item.runner = None
        item.instance = None
        if len(errors) == 1:
            raise errors[0]
        if errors:
            raise BaseExceptionGroup("errors while tearing down", errors)


def _widest_first(item):
    """The fixtures of a test, those of the widest scope first; none if one is missing, which is said then."""
    if any(item.registry.find(name, None) is None for name in item.fixture_names if name != "request"):
        return []
    found = item.registry.closure(item.fixture_names)
    return [each.name for each in sorted(found, key=lambda each: SCOPES.index(each.scope) if each.scope in SCOPES else 0)]


def _shown_arguments(item):
    own = {"self": item.instance} if item.instance is not None else {}
    return [f"{name} = {saferepr(value)}" for name, value in (own | item.arguments).items()]


def _is_test_case(cls):
    unittest = sys.modules.get("unittest")
    return cls is not None and unittest is not None and issubclass(cls, unittest.TestCase)


def _is_skip(error):
    unittest = sys.modules.get("unittest")
    return isinstance(error, Skipped) or unittest is not None and isinstance(error, unittest.SkipTest)


def _call_with(function, argument):
    """Call a function of the user's, which may or may not want to know for what."""
    names = [name for name in inspect.signature(function).parameters if name not in ("self", "cls")]
    function(argument) if names else function()


def _condition(mark, item):
    """Whether what a mark says holds: no condition, or one of them."""
    conditions = mark.args or ((mark.kwargs["condition"],) if "condition" in mark.kwargs else ())
    for each in conditions:
        if isinstance(each, str):
            import os
            import platform
            each = eval(each, {"os": os, "sys": sys, "platform": platform, **item.module.__dict__})
        if each:
            return True
    return not conditions


def _skip_reason(item):
    for mark in item.marks:
        if mark.name == "skip":
            return mark.kwargs.get("reason") or (mark.args[0] if mark.args else "unconditional skip")
        if mark.name == "skipif" and _condition(mark, item):
            return mark.kwargs.get("reason", "condition: " + str(mark.args[0] if mark.args else True))
    if item.cls is not None and getattr(item.cls, "__unittest_skip__", False):
        return item.cls.__unittest_skip_why__
    return None


def _expected_failure(item):
    if getattr(item.function, "__unittest_expecting_failure__", False):
        return Mark("xfail", kwargs={"strict": True, "unexpected": "Unexpected success"})
    return next((mark for mark in reversed(item.marks) if mark.name == "xfail" and _condition(mark, item)), None)


def now():
    """Seconds, for how long things take."""
    return time.perf_counter()
