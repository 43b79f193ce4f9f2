"""Runs tests and prints what comes of them."""

import sys
import time
import warnings as _warnings

from . import result
from .signals import registerResult

__unittest = True


class _WritelnDecorator:
    """A stream with writeln()."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def writeln(self, text=None):
        if text:
            self.write(text)
        self.write("\n")


class TextTestResult(result.TestResult):
    """Prints a character or a line for each test."""

    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self.descriptions = descriptions
        self.durations = durations
        self._new_line = True

    def getDescription(self, test):
        first_line = test.shortDescription()
        return f"{test}\n{first_line}" if self.descriptions and first_line else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(self.getDescription(test) + " ... ")
            self.stream.flush()
            self._new_line = False

    def _tell(self, test, word, letter):
        if self.showAll:
            if self._new_line:
                self.stream.write(f"{'  ' if hasattr(test, 'test_case') else ''}{self.getDescription(test)} ... ")
            self.stream.writeln(word)
            self._new_line = True
        elif self.dots:
            self.stream.write(letter)
        self.stream.flush()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            if self.showAll and not self._new_line:
                self.stream.writeln()
                self._new_line = True
            is_failure = issubclass(err[0], test.failureException)
            self._tell(subtest, "FAIL" if is_failure else "ERROR", "F" if is_failure else "E")
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._tell(test, "ok", ".")

    def addError(self, test, err):
        super().addError(test, err)
        self._tell(test, "ERROR", "E")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._tell(test, "FAIL", "F")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._tell(test, f"skipped {reason!r}", "s")

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._tell(test, "expected failure", "x")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._tell(test, "unexpected success", "u")

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.writeln()
            self.stream.flush()
        for flavour, found in (("ERROR", self.errors), ("FAIL", self.failures)):
            for test, report in found:
                self.stream.writeln(self.separator1)
                self.stream.writeln(f"{flavour}: {self.getDescription(test)}")
                self.stream.writeln(self.separator2)
                self.stream.writeln(report)
        if self.unexpectedSuccesses:
            self.stream.writeln(self.separator1)
            for test in self.unexpectedSuccesses:
                self.stream.writeln(f"UNEXPECTED SUCCESS: {self.getDescription(test)}")
        self.stream.flush()


class TextTestRunner:
    """Runs a test or suite and prints a summary."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False, durations=None):
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.durations = durations
        self.stream = _WritelnDecorator(sys.stderr if stream is None else stream)
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        if resultclass is not None:
            self.resultclass = resultclass
        # What is done with warnings while the tests run; None for what is done anyway.
        self.warnings = warnings

    def _makeResult(self):
        try:
            return self.resultclass(self.stream, self.descriptions, self.verbosity, durations=self.durations)
        except TypeError:  # a class that knows nothing of durations
            return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def _printDurations(self, result):
        """The slowest tests; those that took next to nothing only with verbosity."""
        slowest = sorted(result.collectedDurations, key=lambda entry: entry[1], reverse=True)
        slowest = slowest[:self.durations] if self.durations > 0 else slowest
        if not slowest:
            return
        self.stream.writeln("Slowest test durations")
        self.stream.writeln("-" * 70)
        hidden = False
        for test, elapsed in slowest:
            if self.verbosity < 2 and elapsed < 0.001:
                hidden = True
                continue
            self.stream.writeln(f"{f'{elapsed:.3f}s':10} {test}")
        if hidden:
            self.stream.writeln("\n(durations < 0.001s were hidden; use -v to show these durations)")
        else:
            self.stream.writeln("")

    def run(self, test):
        found = self._makeResult()
        registerResult(found)
        found.failfast = self.failfast
        found.buffer = self.buffer
        found.tb_locals = self.tb_locals
        start = time.perf_counter()
        with _warnings.catch_warnings():
            if self.warnings:
                _warnings.simplefilter(self.warnings)
            found.startTestRun()
            try:
                test(found)
            finally:
                found.stopTestRun()
        taken = time.perf_counter() - start
        found.printErrors()
        if self.durations is not None:
            self._printDurations(found)
        self.stream.writeln(found.separator2)
        run = found.testsRun
        self.stream.writeln(f"Ran {run} test{'' if run == 1 else 's'} in {taken:.3f}s")
        self.stream.writeln()
        details = [f"{name}={len(entries)}" for name, entries in (
            ("failures", found.failures), ("errors", found.errors), ("skipped", found.skipped),
            ("expected failures", found.expectedFailures), ("unexpected successes", found.unexpectedSuccesses))
            if entries]
        if not found.wasSuccessful():
            self.stream.write("FAILED")
        elif run == 0 and not found.skipped:
            self.stream.write("NO TESTS RAN")
        else:
            self.stream.write("OK")
        self.stream.writeln(f" ({', '.join(details)})" if details else "")
        self.stream.flush()
        return found
