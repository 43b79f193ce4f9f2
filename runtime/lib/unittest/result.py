"""What came of tests."""

import io
import sys
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
        self.collectedDurations = []
        self._streams = None  # of the tests while their output is kept
        self._mirrorOutput = False

    def printErrors(self):
        pass

    def startTest(self, test):
        self.testsRun += 1
        self._mirrorOutput = False
        self._setupStdout()

    def _setupStdout(self):
        """Begins to keep what is printed."""
        if self.buffer:
            if self._streams is None:
                self._streams = io.StringIO(), io.StringIO()
                self._original_stdout, self._original_stderr = sys.stdout, sys.stderr
            sys.stdout, sys.stderr = self._streams

    def _restoreStdout(self):
        """What is printed goes out again; what was kept only if it is of a test that failed."""
        if not self.buffer or self._streams is None:
            return
        originals = self._original_stdout, self._original_stderr
        if self._mirrorOutput:
            for original, text in zip(originals, self._kept_texts()):
                original.write(text)
        sys.stdout, sys.stderr = originals
        for stream in self._streams:
            stream.seek(0)
            stream.truncate()

    def _kept_texts(self):
        """What was printed, each stream under its title; empty texts for those that were not used."""
        texts = []
        for title, stream in zip(("Stdout", "Stderr"), self._streams):
            text = stream.getvalue()
            end = "" if text.endswith("\n") else "\n"
            texts.append(f"\n{title}:\n{text}{end}" if text else "")
        return texts

    def startTestRun(self):
        pass

    def stopTest(self, test):
        self._restoreStdout()
        self._mirrorOutput = False

    def stopTestRun(self):
        pass

    def addError(self, test, err):
        self.errors.append((test, self._report(err, test)))
        self._mirrorOutput = True
        self._failed()

    def addFailure(self, test, err):
        self.failures.append((test, self._report(err, test)))
        self._mirrorOutput = True
        self._failed()

    def _failed(self):
        if self.failfast:
            self.stop()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            is_failure = issubclass(err[0], test.failureException)
            (self.failures if is_failure else self.errors).append((subtest, self._report(err, test)))
            self._mirrorOutput = True
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
        self.collectedDurations.append((str(test), elapsed))

    def wasSuccessful(self):
        """Whether no test has failed."""
        return not self.failures and not self.errors and not self.unexpectedSuccesses

    def stop(self):
        """No more tests are run."""
        self.shouldStop = True

    def _report(self, err, test):
        """The report of an exception, without the frames of unittest itself, and what the test has printed."""
        _, value, tb = err
        while tb is not None and "__unittest" in tb.tb_frame.f_globals:
            tb = tb.tb_next
        limit = None
        if isinstance(value, test.failureException):
            limit = 0
            current = tb
            while current is not None and "__unittest" not in current.tb_frame.f_globals:
                limit += 1
                current = current.tb_next
            if current is None:
                limit = None
        report = "".join(traceback.TracebackException(type(value), value, tb, limit=limit,
                                                      capture_locals=self.tb_locals).format())
        return report + "".join(self._kept_texts()) if self.buffer and self._streams else report

    def __repr__(self):
        cls = self.__class__
        return (f"<{cls.__module__}.{cls.__qualname__} run={self.testsRun} errors={len(self.errors)} "
                f"failures={len(self.failures)}>")
