"""TestCase: one test, its set-up and its assertions."""

import difflib
import functools
import pprint
import re
import sys
import time
import types
import warnings

__unittest = True
_MAX_LENGTH = 80


class SkipTest(Exception):
    """Raised by a test that is not to be run."""


class _ShouldStop(Exception):
    """The test has failed in a sub-test."""


def _shorten(obj, short=False):
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    return text if not short or len(text) < _MAX_LENGTH else text[:_MAX_LENGTH] + " [truncated]..."


def _shorten_both(first, second):
    """The reprs of two values; what they have in common at the beginning is cut if they are long."""
    texts = [_shorten(first), _shorten(second)]
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return texts
    import os
    prefix = os.path.commonprefix(texts)
    if len(prefix) > 10:
        texts = [text[len(prefix):] for text in texts]
        prefix = f"{prefix[:5]}[{len(prefix) - 10} chars]{prefix[-5:]}"
        return [prefix + _cut_middle(text, 46) for text in texts]
    return [_cut_middle(text, _MAX_LENGTH) for text in texts]


def _cut_middle(text, most):
    return text if len(text) <= most else f"{text[:24]}[{len(text) - 48} chars]{text[-24:]}"


def skip(reason):
    """A decorator: the test is not run."""
    def decorate(item):
        if not isinstance(item, type):
            @functools.wraps(item)
            def skipped(*args, **kwargs):
                raise SkipTest(reason)
            item = skipped
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item
    if isinstance(reason, types.FunctionType):
        function, reason = reason, ""
        return decorate(function)
    return decorate


def skipIf(condition, reason):
    """skip() if the condition holds."""
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    """skip() unless the condition holds."""
    return lambda item: item if condition else skip(reason)(item)


def expectedFailure(test_item):
    """A decorator: the test must fail."""
    test_item.__unittest_expecting_failure__ = True
    return test_item


_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    """Calls a function after all tests of the module."""
    _module_cleanups.append((function, args, kwargs))


def enterModuleContext(cm):
    """Enters a context manager until all tests of the module are done."""
    result = type(cm).__enter__(cm)
    addModuleCleanup(type(cm).__exit__, cm, None, None, None)
    return result


def doModuleCleanups():
    """Calls the functions of addModuleCleanup."""
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        function(*args, **kwargs)


class _AssertRaises:
    """What assertRaises gives: a context manager."""

    def __init__(self, expected, test, regex=None):
        self.expected = expected
        self.test = test
        self.regex = re.compile(regex) if isinstance(regex, (str, bytes)) else regex
        self.msg = None
        self.obj_name = None
        classes = expected if isinstance(expected, tuple) else (expected,)
        if not all(isinstance(cls, type) and issubclass(cls, BaseException) for cls in classes):
            name = "assertRaises" if regex is None else "assertRaisesRegex"
            raise TypeError(f"{name}() arg 1 must be a type or tuple of types that are subclasses of BaseException")

    def handle(self, args, kwargs):
        if not args:
            self.msg = kwargs.pop("msg", None)
            if kwargs:
                raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument for this function")
            return self
        function, *args = args
        self.obj_name = getattr(function, "__name__", str(function))
        with self:
            function(*args, **kwargs)

    def __enter__(self):
        return self

    def _fail(self, text):
        raise self.test.failureException(self.test._formatMessage(self.msg, text))

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            names = getattr(self.expected, "__name__", None) or str(self.expected)
            self._fail(f"{names} not raised by {self.obj_name}" if self.obj_name else f"{names} not raised")
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value.with_traceback(None)
        if self.regex is not None and not self.regex.search(str(exc_value)):
            self._fail(f'"{self.regex.pattern}" does not match "{exc_value}"')
        return True

    __class_getitem__ = classmethod(types.GenericAlias)


class _AssertWarns(_AssertRaises):
    """What assertWarns gives."""

    def __enter__(self):
        self._catcher = warnings.catch_warnings(record=True)
        self.warnings = self._catcher.__enter__()
        warnings.simplefilter("always", self.expected if not isinstance(self.expected, tuple) else Warning)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self._catcher.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return False
        first = None
        for one in self.warnings:
            if not isinstance(one.message, self.expected):
                continue
            first = first or one.message
            if self.regex is not None and not self.regex.search(str(one.message)):
                continue
            self.warning, self.filename, self.lineno = one.message, one.filename, one.lineno
            return False
        if first is not None:
            self._fail(f'"{self.regex.pattern}" does not match "{first}"')
        name = getattr(self.expected, "__name__", None) or str(self.expected)
        self._fail(f"{name} not triggered by {self.obj_name}" if self.obj_name else f"{name} not triggered")


class _AssertLogs:
    """What assertLogs and assertNoLogs give: collects records and lines."""

    def __init__(self, test, logger, level, wants_none):
        import logging
        self.test = test
        self.logger = logger if isinstance(logger, logging.Logger) else logging.getLogger(logger)
        self.level = logging.INFO if level is None else logging.getLevelName(level) if isinstance(level, str) else level
        self.wants_none = wants_none
        self.records, self.output = [], []

    def __enter__(self):
        import logging
        watcher = self
        formatter = logging.Formatter("%(levelname)s:%(name)s:%(message)s")

        class Collector(logging.Handler):
            def emit(self, record):
                watcher.records.append(record)
                watcher.output.append(formatter.format(record))
        self._saved = self.logger.handlers[:], self.logger.level, self.logger.propagate
        collector = Collector()
        collector.setLevel(self.level)
        self.logger.handlers = [collector]
        self.logger.setLevel(self.level)
        self.logger.propagate = False
        return None if self.wants_none else self

    def __exit__(self, exc_type, exc_value, tb):
        self.logger.handlers, level, self.logger.propagate = self._saved
        self.logger.setLevel(level)
        if exc_type is not None:
            return False
        import logging
        name = logging.getLevelName(self.level)
        if self.wants_none and self.records:
            self.test.fail(f"Unexpected logs found: {self.output!r}")
        if not self.wants_none and not self.records:
            self.test.fail(f"no logs of level {name} or higher triggered on {self.logger.name}")


class _Outcome:
    """How a test goes: runs its parts and tells the result."""

    def __init__(self, result):
        self.result = result
        self.success = True
        self.expecting_failure = False
        self.expected_failure = None

    def run(self, test, part, subtest=None):
        old, self.success = self.success, True
        try:
            part()
        except KeyboardInterrupt:
            raise
        except SkipTest as reason:
            self.success = False
            _add_skip(self.result, subtest or test, str(reason))
        except _ShouldStop:
            pass
        except BaseException:
            info = sys.exc_info()
            if self.expecting_failure and subtest is None:
                self.expected_failure = info
            else:
                self.success = False
                if subtest is not None:
                    self.result.addSubTest(test, subtest, info)
                elif issubclass(info[0], test.failureException):
                    self.result.addFailure(test, info)
                else:
                    self.result.addError(test, info)
        else:
            if subtest is not None and self.success:
                self.result.addSubTest(test, subtest, None)
        finally:
            ok = self.success
            self.success = old and self.success
        return ok


def _add_skip(result, test, reason):
    adder = getattr(result, "addSkip", None)
    if adder is not None:
        adder(test, reason)


class TestCase:
    """One test: a method, with setUp before it and tearDown after it."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _class_cleanups = []

    def __init_subclass__(cls, *args, **kwargs):
        cls._classSetupFailed = False
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._outcome = None
        self._testMethodDoc = "No test"
        self._cleanups = []
        self._subtest = None
        method = getattr(self, methodName, None)
        if method is None:
            if methodName != "runTest":
                raise ValueError(f"no such test method in {self.__class__}: {methodName}")
        else:
            self._testMethodDoc = method.__doc__
        self._equality = {dict: self.assertDictEqual, list: self.assertListEqual, tuple: self.assertTupleEqual,
                          set: self.assertSetEqual, frozenset: self.assertSetEqual, str: self.assertMultiLineEqual}

    def addTypeEqualityFunc(self, typeobj, function):
        """assertEqual compares two objects of a type so."""
        self._equality[typeobj] = function

    def addCleanup(self, function, /, *args, **kwargs):
        """Calls a function after the test, the last one first."""
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        """Enters a context manager until the test is done."""
        result = type(cm).__enter__(cm)
        self.addCleanup(type(cm).__exit__, cm, None, None, None)
        return result

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def doClassCleanups(cls):
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            function(*args, **kwargs)

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        from .result import TestResult
        return TestResult()

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split("\n")[0].strip() if doc else None

    def id(self):
        cls = self.__class__
        return f"{cls.__module__}.{cls.__qualname__}.{self._testMethodName}"

    def __eq__(self, other):
        return (self._testMethodName == other._testMethodName if type(self) is type(other) else NotImplemented)

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        cls = self.__class__
        return f"{self._testMethodName} ({cls.__module__}.{cls.__qualname__}.{self._testMethodName})"

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} testMethod={self._testMethodName}>"

    def subTest(self, msg=None, **params):
        """A part of the test that may fail while the rest goes on."""
        return _SubTestContext(self, msg, params)

    def run(self, result=None):
        """Runs the test; the result is told how it went."""
        own_result = result is None
        if own_result:
            result = self.defaultTestResult()
            result.startTestRun()
        result.startTest(self)
        started = None
        try:
            method = getattr(self, self._testMethodName)
            if getattr(self.__class__, "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False):
                _add_skip(result, self, getattr(self.__class__, "__unittest_skip_why__", "") or
                          getattr(method, "__unittest_skip_why__", ""))
                return result
            expecting = (getattr(self, "__unittest_expecting_failure__", False) or
                         getattr(method, "__unittest_expecting_failure__", False))
            outcome = self._outcome = _Outcome(result)
            started = time.perf_counter()
            if outcome.run(self, self._callSetUp):
                outcome.expecting_failure = expecting
                outcome.run(self, lambda: self._callTestMethod(method))
                outcome.expecting_failure = False
                outcome.run(self, self._callTearDown)
            self.doCleanups()
            if outcome.success:
                if not expecting:
                    result.addSuccess(self)
                elif outcome.expected_failure:
                    result.addExpectedFailure(self, outcome.expected_failure)
                else:
                    result.addUnexpectedSuccess(self)
            return result
        finally:
            self._outcome = None
            if started is not None and hasattr(result, "addDuration"):
                result.addDuration(self, time.perf_counter() - started)
            result.stopTest(self)
            if own_result:
                result.stopTestRun()

    def doCleanups(self):
        outcome = self._outcome or _Outcome(self.defaultTestResult())
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            outcome.run(self, lambda: self._callCleanup(function, *args, **kwargs))
        return outcome.success

    # What a subclass changes whose parts are coroutines.

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        self._expect_none(method, method())

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, /, *args, **kwargs):
        function(*args, **kwargs)

    def _expect_none(self, method, result):
        if result is not None:
            warnings.warn("It is deprecated to return a value that is not None from a test case"
                          f" ({method})", DeprecationWarning, stacklevel=4)

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        """Runs the test without collecting errors."""
        self._callSetUp()
        self._callTestMethod(getattr(self, self._testMethodName))
        self._callTearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._callCleanup(function, *args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)

    # --- assertions ---

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        return standardMsg if msg is None else f"{standardMsg} : {msg}"

    def _fail(self, msg, text):
        raise self.failureException(self._formatMessage(msg, text))

    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail(msg, f"{_shorten(expr)} is not false")

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail(msg, f"{_shorten(expr)} is not true")

    def assertRaises(self, expected_exception, *args, **kwargs):
        return _AssertRaises(expected_exception, self).handle(args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return _AssertRaises(expected_exception, self, expected_regex).handle(args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _AssertWarns(expected_warning, self).handle(args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return _AssertWarns(expected_warning, self, expected_regex).handle(args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return _AssertLogs(self, logger, level, False)

    def assertNoLogs(self, logger=None, level=None):
        return _AssertLogs(self, logger, level, True)

    def assertEqual(self, first, second, msg=None):
        if type(first) is type(second) and type(first) in self._equality:
            self._equality[type(first)](first, second, msg=msg)
        elif not first == second:
            self._fail(msg, "%s != %s" % tuple(_shorten_both(first, second)))

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail(msg, f"{_shorten(first)} == {_shorten(second)}")

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._almost(first, second, places, msg, delta, True)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._almost(first, second, places, msg, delta, False)

    def _almost(self, first, second, places, msg, delta, wanted):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        if wanted and first == second:
            return
        diff = abs(first - second)
        if delta is not None:
            is_near = diff <= delta
            within = f"{_shorten(delta)} delta"
        else:
            is_near = round(diff, 7 if places is None else places) == 0
            within = f"{7 if places is None else places} places"
        if is_near == wanted:
            return
        sign = "!=" if wanted else "=="
        more = f" ({_shorten(diff)} difference)" if wanted or delta is not None else ""
        self._fail(msg, f"{_shorten(first)} {sign} {_shorten(second)} within {within}{more}")

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        name = seq_type.__name__ if seq_type is not None else "sequence"
        if seq_type is not None:
            for which, seq in (("First", seq1), ("Second", seq2)):
                if not isinstance(seq, seq_type):
                    self.fail(f"{which} sequence is not a {name}: {_shorten(seq)}")
        if seq1 == seq2 or seq_type is None and list(seq1) == list(seq2):
            return
        text = "%ss differ: %s != %s\n" % (name.capitalize(), *_shorten_both(seq1, seq2))
        for i in range(min(len(seq1), len(seq2))):
            if seq1[i] != seq2[i]:
                text += f"\nFirst differing element {i}:\n{_shorten(seq1[i])}\n{_shorten(seq2[i])}\n"
                break
        for which, longer, shorter in (("First", seq1, seq2), ("Second", seq2, seq1)):
            if len(longer) > len(shorter):
                text += (f"\n{which} {name} contains {len(longer) - len(shorter)} additional elements.\n"
                         f"First extra element {len(shorter)}:\n{_shorten(longer[len(shorter)])}\n")
        diff = "\n" + "\n".join(difflib.ndiff(pprint.pformat(seq1).splitlines(), pprint.pformat(seq2).splitlines()))
        self.fail(self._formatMessage(msg, self._add_diff(text, diff)))

    def _add_diff(self, text, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return text + diff
        return text + (f"\nDiff is {len(diff)} characters long. Set self.maxDiff to None to see it.")

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        lines = []
        for which, a, b in (("first", set1, set2), ("second", set2, set1)):
            extra = a.difference(b)
            if extra:
                lines.append(f"Items in the {which} set but not the {'second' if which == 'first' else 'first'}:")
                lines += [repr(item) for item in extra]
        if lines:
            self._fail(msg, "\n".join(lines))

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail(msg, f"{_shorten(member)} not found in {_shorten(container)}")

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail(msg, f"{_shorten(member)} unexpectedly found in {_shorten(container)}")

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._fail(msg, f"{_shorten(expr1)} is not {_shorten(expr2)}")

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._fail(msg, f"unexpectedly identical: {_shorten(expr1)}")

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            text = "%s != %s" % tuple(_shorten_both(d1, d2))
            diff = "\n" + "\n".join(difflib.ndiff(pprint.pformat(d1).splitlines(), pprint.pformat(d2).splitlines()))
            self.fail(self._formatMessage(msg, self._add_diff(text, diff)))

    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        try:
            from collections import Counter
            a, b = Counter(first), Counter(second)
            differences = [(a[item], b[item], item) for item in {**a, **b} if a[item] != b[item]]
        except TypeError:
            differences = _count_unhashable(first, second)
        if differences:
            lines = [f"First has {one}, Second has {two}:  {item!r}" for one, two, item in differences]
            self.fail(self._formatMessage(msg, self._add_diff("Element counts were not equal:\n",
                                                              "\n".join(lines))))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first != second:
            if len(first) > 2 ** 16 or len(second) > 2 ** 16:
                self._fail(msg, "%s != %s" % tuple(_shorten_both(first, second)))
            text = "%s != %s" % tuple(_shorten_both(first, second))
            one, two = first.splitlines(keepends=True), second.splitlines(keepends=True)
            if len(one) == 1 and first.strip("\r\n") == first:
                one, two = [first + "\n"], [second + "\n"] if len(two) == 1 else (second + "\n").splitlines(True)
            diff = "\n" + "".join(difflib.ndiff(one, two))
            self.fail(self._formatMessage(msg, self._add_diff(text, diff)))

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail(msg, f"{_shorten(a)} not less than {_shorten(b)}")

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail(msg, f"{_shorten(a)} not less than or equal to {_shorten(b)}")

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail(msg, f"{_shorten(a)} not greater than {_shorten(b)}")

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail(msg, f"{_shorten(a)} not greater than or equal to {_shorten(b)}")

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._fail(msg, f"{_shorten(obj)} is not None")

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail(msg, "unexpectedly None")

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._fail(msg, f"{_shorten(obj)} is not an instance of {cls!r}")

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._fail(msg, f"{_shorten(obj)} is an instance of {cls!r}")

    def assertRegex(self, text, expected_regex, msg=None):
        regex = re.compile(expected_regex) if isinstance(expected_regex, (str, bytes)) else expected_regex
        if not regex.search(text):
            self._fail(msg, f"Regex didn't match: {regex.pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        regex = re.compile(unexpected_regex) if isinstance(unexpected_regex, (str, bytes)) else unexpected_regex
        match = regex.search(text)
        if match:
            self._fail(msg, f"Regex matched: {text[match.start():match.end()]!r} matches {regex.pattern!r} in {text!r}")


def _count_unhashable(first, second):
    differences = []
    first, second = list(first), list(second)
    while first or second:
        item = first[0] if first else second[0]
        one = sum(other == item for other in first)
        two = sum(other == item for other in second)
        first = [other for other in first if not other == item]
        second = [other for other in second if not other == item]
        if one != two:
            differences.append((one, two, item))
    return differences


class _SubTestContext:
    """The block of subTest()."""

    def __init__(self, test, msg, params):
        self.test, self.msg, self.params = test, msg, params

    def __enter__(self):
        outer = self.test._subtest
        params = {**outer.params, **self.params} if outer is not None else self.params
        self.outer = outer
        self.test._subtest = _SubTest(self.test, self.msg, params)

    def __exit__(self, exc_type, exc_value, tb):
        test, outcome = self.test, self.test._outcome
        subtest, test._subtest = test._subtest, self.outer
        if outcome is None:
            return False
        if exc_type is None:
            outcome.result.addSubTest(test, subtest, None)
            return True
        if issubclass(exc_type, KeyboardInterrupt):
            return False
        if issubclass(exc_type, SkipTest):
            _add_skip(outcome.result, subtest, str(exc_value))
            outcome.success = False
            return True
        outcome.success = False
        outcome.result.addSubTest(test, subtest, (exc_type, exc_value, tb))
        if getattr(outcome.result, "failfast", False):
            raise _ShouldStop
        return True


class _SubTest(TestCase):
    """One run of a subTest() block."""

    def __init__(self, test_case, message, params):
        super().__init__()
        self._message = message
        self.test_case = test_case
        self.params = params
        self.failureException = test_case.failureException

    def runTest(self):
        raise NotImplementedError("subtests cannot be run directly")

    def _describe(self):
        parts = [f"[{self._message}]"] if self._message is not None else []
        if self.params:
            parts.append(f"({', '.join(f'{key}={value!r}' for key, value in self.params.items())})")
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return f"{self.test_case.id()} {self._describe()}"

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f"{self.test_case} {self._describe()}"


class FunctionTestCase(TestCase):
    """A function as a test."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._functions = testFunc, setUp, tearDown
        self._description = description

    def setUp(self):
        if self._functions[1] is not None:
            self._functions[1]()

    def tearDown(self):
        if self._functions[2] is not None:
            self._functions[2]()

    def runTest(self):
        self._functions[0]()

    def id(self):
        return self._functions[0].__name__

    def __str__(self):
        return f"{self.__class__.__qualname__} ({self._functions[0].__name__})"

    def shortDescription(self):
        doc = self._description or self._functions[0].__doc__
        return doc.split("\n")[0].strip() if doc else None
