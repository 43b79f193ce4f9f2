"""ThreadPoolExecutor: calls carried out by threads of a pool.

The workers share one queue. submit() starts a further worker only when none is idle, which a
semaphore counts: a worker adds one when it finds the queue empty, submit() takes one.

A worker keeps no reference to its executor while it waits, so an executor that nobody refers to
any more is collected; its weak reference then puts None into the queue. None says "see whether
it is over": a worker that finds it so puts another None for the next worker, and ends.
"""

import itertools
import os
import queue
import threading
import types
import weakref

from concurrent.futures import _base

_workers_queues = weakref.WeakKeyDictionary()
_shutdown = False
# Held to submit and to shut down, so that no call is submitted to workers that are leaving.
_global_shutdown_lock = threading.Lock()


def _python_exit():
    """The program ends: the workers carry out what is submitted, and are waited for."""
    global _shutdown
    with _global_shutdown_lock:
        _shutdown = True
    items = list(_workers_queues.items())
    for thread, work_queue in items:
        work_queue.put(None)
    for thread, work_queue in items:
        thread.join()


threading._register_atexit(_python_exit)


def _after_fork():
    """In a forked child: the workers are its parent's, and whoever held the lock is not there."""
    global _global_shutdown_lock
    _global_shutdown_lock = threading.Lock()
    _workers_queues.clear()


os.register_at_fork(after_in_child=_after_fork)


class _WorkerContext:
    """Where a worker carries its calls out: here, in the worker's own thread."""

    def __init__(self, initializer, initargs):
        self._initializer = initializer
        self._initargs = initargs

    def initialize(self):
        if self._initializer is not None:
            self._initializer(*self._initargs)

    def run(self, fn, args, kwargs):
        return fn(*args, **kwargs)

    def finalize(self):
        pass


class _WorkItem:
    """A call and the future it fills in."""

    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs

    def run(self, context):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = context.run(self.fn, self.args, self.kwargs)
        except BaseException as exc:
            self.future.set_exception(exc)
            # The exception's traceback holds this frame: no cycle through it.
            self = None
        else:
            self.future.set_result(result)

    __class_getitem__ = classmethod(types.GenericAlias)


def _is_over(executor):
    # Asked by a worker that found None: whether it should leave.
    return _shutdown or executor is None or executor._shutdown


def _worker(executor_reference, work_queue, context):
    try:
        context.initialize()
    except BaseException:
        _base.LOGGER.critical('Exception in initializer:', exc_info=True)
        executor = executor_reference()
        if executor is not None:
            executor._initializer_failed()
        return
    try:
        while True:
            try:
                work_item = work_queue.get_nowait()
            except queue.Empty:
                executor = executor_reference()
                if executor is not None:
                    executor._idle_semaphore.release()
                del executor
                work_item = work_queue.get(block=True)
            if work_item is not None:
                work_item.run(context)
                del work_item  # its result must not live until the next call comes
                continue
            executor = executor_reference()
            if _is_over(executor):
                if executor is not None:
                    executor._shutdown = True
                work_queue.put(None)
                return
            del executor
    except BaseException:
        _base.LOGGER.critical('Exception in worker', exc_info=True)
    finally:
        context.finalize()


class BrokenThreadPool(_base.BrokenExecutor):
    """The initializer of a worker failed."""


class ThreadPoolExecutor(_base.Executor):
    """An executor whose workers are threads."""

    BROKEN = BrokenThreadPool

    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        if max_workers is None:
            # Threads mostly wait, so a few more than there are cores; but not hundreds.
            max_workers = min(32, (os.process_cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._work_queue = queue.SimpleQueue()
        self._idle_semaphore = threading.Semaphore(0)
        self._threads = set()
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = threading.Lock()
        self._thread_name_prefix = (thread_name_prefix
                                    or "ThreadPoolExecutor-%d" % self._counter())
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock, _global_shutdown_lock:
            if self._broken:
                raise self.BROKEN(self._broken)
            if self._shutdown:
                raise RuntimeError('cannot schedule new futures after shutdown')
            if _shutdown:
                raise RuntimeError('cannot schedule new futures after interpreter shutdown')
            future = _base.Future()
            self._work_queue.put(_WorkItem(future, fn, args, kwargs))
            self._adjust_thread_count()
            return future

    submit.__doc__ = _base.Executor.submit.__doc__

    def _adjust_thread_count(self):
        if self._idle_semaphore.acquire(timeout=0):
            return  # somebody has nothing to do

        def executor_is_gone(_, work_queue=self._work_queue):
            work_queue.put(None)

        n = len(self._threads)
        if n < self._max_workers:
            thread = threading.Thread(
                name='%s_%d' % (self._thread_name_prefix or self, n), target=_worker,
                args=(weakref.ref(self, executor_is_gone), self._work_queue,
                      self._new_context()))
            thread.start()
            self._threads.add(thread)
            _workers_queues[thread] = self._work_queue

    def _new_context(self):
        return _WorkerContext(self._initializer, self._initargs)

    def _drain(self):
        while True:
            try:
                work_item = self._work_queue.get_nowait()
            except queue.Empty:
                return
            if work_item is not None:
                yield work_item.future

    def _initializer_failed(self):
        with self._shutdown_lock:
            self._broken = ('A thread initializer failed, the thread pool '
                            'is not usable anymore')
            for future in self._drain():
                future.set_exception(self.BROKEN(self._broken))

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown = True
            if cancel_futures:
                for future in self._drain():
                    future.cancel()
            # One None wakes one worker, which wakes the next.
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    shutdown.__doc__ = _base.Executor.shutdown.__doc__
