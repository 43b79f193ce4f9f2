"""What came of tests."""

import traceback

__unittest = True


class TestResult:
    """Collects what came of each test."""

    def __init__(self, stream=None, descriptions=None, verbosity=None, *, durations=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.testsRun = 0
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False

    def printErrors(self):
        pass

    def startTest(self, test):
        self.testsRun += 1

    def startTestRun(self):
        pass

    def stopTest(self, test):
        pass

    def stopTestRun(self):
        pass

    def addError(self, test, err):
        self.errors.append((test, self._report(err, test)))
        self._failed()

    def addFailure(self, test, err):
        self.failures.append((test, self._report(err, test)))
        self._failed()

    def _failed(self):
        if self.failfast:
            self.stop()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            is_failure = issubclass(err[0], test.failureException)
            (self.failures if is_failure else self.errors).append((subtest, self._report(err, test)))
            self._failed()

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._report(err, test)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def addDuration(self, test, elapsed):
        pass

    def wasSuccessful(self):
        """Whether no test has failed."""
        return not self.failures and not self.errors and not self.unexpectedSuccesses

    def stop(self):
        """No more tests are run."""
        self.shouldStop = True

    def _report(self, err, test):
        """The report of an exception, without the frames of unittest itself."""
        _, value, tb = err
        while tb is not None and "__unittest" in tb.tb_frame.f_globals:
            tb = tb.tb_next
        if isinstance(value, test.failureException):
            summary = traceback.extract_tb(tb)
            kept = 0
            current = tb
            while current is not None and "__unittest" not in current.tb_frame.f_globals:
                kept += 1
                current = current.tb_next
            if kept < len(summary):
                report = traceback.TracebackException(type(value), value, tb, limit=kept)
                return "".join(report.format())
        return "".join(traceback.format_exception(value, value, tb))

    def __repr__(self):
        cls = self.__class__
        return (f"<{cls.__module__}.{cls.__qualname__} run={self.testsRun} errors={len(self.errors)} "
                f"failures={len(self.failures)}>")
