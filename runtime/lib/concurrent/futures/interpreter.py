"""InterpreterPoolExecutor: calls carried out by interpreters of a pool.

It is a pool of threads of which each has an interpreter of its own, and makes the calls there.
So the calls compute at the same time, whatever the GIL is set to; in exchange, functions,
arguments and results are copied, as concurrent.interpreters describes.
"""

import sys
import traceback

from concurrent import interpreters
from concurrent.futures import thread as _thread


def do_call(results, func, args, kwargs):
    """In the worker's interpreter: the exception itself goes into `results`, if it can."""
    try:
        return func(*args, **kwargs)
    except BaseException as exc:
        try:
            results.put(exc)
        except interpreters.NotShareableError:
            print('exception is not shareable:', file=sys.stderr)
            traceback.print_exception(exc)
            results.put(None)
        raise


class WorkerContext:
    """A worker's interpreter, made by its thread."""

    def __init__(self, initializer, initargs):
        self._initializer = initializer
        self._initargs = initargs
        self._interpreter = None

    def initialize(self):
        self._interpreter = interpreters.create()
        self._results = interpreters.create_queue()
        if self._initializer is not None:
            try:
                self.run(self._initializer, self._initargs, {})
            except BaseException:
                self.finalize()
                raise

    def run(self, fn, args, kwargs):
        try:
            return self._interpreter.call(do_call, self._results, fn, args, kwargs)
        except interpreters.ExecutionFailed as failure:
            exc = self._results.get()
            if exc is None:
                raise
            raise exc from failure

    def finalize(self):
        interpreter, self._interpreter = self._interpreter, None
        self._results = None
        if interpreter is not None:
            interpreter.close()


class BrokenInterpreterPool(_thread.BrokenThreadPool):
    """The initializer of a worker failed."""


class InterpreterPoolExecutor(_thread.ThreadPoolExecutor):
    """An executor whose workers are threads with interpreters of their own."""

    BROKEN = BrokenInterpreterPool

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        """Initializes a new InterpreterPoolExecutor instance.

        max_workers is how many interpreters there may be. The initializer, a callable, is
        called with initargs in each new one.
        """
        thread_name_prefix = (thread_name_prefix
                              or 'InterpreterPoolExecutor-%d' % type(self)._counter())
        super().__init__(max_workers, thread_name_prefix, initializer, initargs)

    def submit(self, fn, /, *args, **kwargs):
        if isinstance(fn, str):
            raise TypeError('scripts not supported')
        return super().submit(fn, *args, **kwargs)

    submit.__doc__ = _thread.ThreadPoolExecutor.submit.__doc__

    def _new_context(self):
        return WorkerContext(self._initializer, self._initargs)
