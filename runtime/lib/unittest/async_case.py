"""IsolatedAsyncioTestCase: tests that are coroutines."""

import asyncio
import contextvars
import inspect

from .case import TestCase

__unittest = True


class IsolatedAsyncioTestCase(TestCase):
    """A test that may be a coroutine, as may its cleanups: each test has an event loop of its own.

    Before and after the test method come setUp, asyncSetUp and asyncTearDown, tearDown. All of them
    see one context, so that a contextvar set in asyncSetUp is set in the test.
    """

    loop_factory = None

    def __init__(self, methodName="runTest"):
        super().__init__(methodName)
        self._runner = None
        self._context = None

    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def addAsyncCleanup(self, func, /, *args, **kwargs):
        """Awaits a coroutine function after the test, the last one first."""
        self.addCleanup(func, *args, **kwargs)

    async def enterAsyncContext(self, cm):
        """Enters an asynchronous context manager until the test is done."""
        cls = type(cm)
        try:
            enter, leave = cls.__aenter__, cls.__aexit__
        except AttributeError:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support "
                            "the asynchronous context manager protocol") from None
        result = await enter(cm)
        self.addAsyncCleanup(leave, cm, None, None, None)
        return result

    def run(self, result=None):
        self._open()
        try:
            return super().run(result)
        finally:
            self._close()

    def debug(self):
        self._open()
        try:
            super().debug()
        finally:
            self._close()

    def _open(self):
        self._runner = asyncio.Runner(debug=True, loop_factory=self.loop_factory)
        self._context = contextvars.copy_context()

    def _close(self):
        self._runner.close()
        self._runner = None

    def _await(self, coroutine):
        return self._runner.run(coroutine, context=self._context)

    # The parts of a test, as TestCase.run() calls them.

    def _callSetUp(self):
        # The loop is there before setUp, which may ask for it.
        self._runner.get_loop()
        self._context.run(self.setUp)
        self._await(self.asyncSetUp())

    def _callTestMethod(self, method):
        self._expect_none(method, self._callMaybeAsync(method))

    def _callTearDown(self):
        self._await(self.asyncTearDown())
        self._context.run(self.tearDown)

    def _callCleanup(self, function, /, *args, **kwargs):
        self._callMaybeAsync(function, *args, **kwargs)

    def _callMaybeAsync(self, function, /, *args, **kwargs):
        if inspect.iscoroutinefunction(function):
            return self._await(function(*args, **kwargs))
        return self._context.run(function, *args, **kwargs)
