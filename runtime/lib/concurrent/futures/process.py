"""ProcessPoolExecutor: calls carried out by processes of a pool.

    submit() -> pending work -> [manager thread] -> call queue -> workers -> result queue -> [manager thread]

The manager thread keeps the call queue filled, hands the results out, and watches the workers: when one ends
that should not, all calls that are not done fail with BrokenProcessPool, since nobody knows what became of
them. The call queue is short, so that calls can be cancelled until nearly the last moment.
"""

import itertools
import multiprocessing
import os
import queue
import threading
import traceback
import weakref

from concurrent.futures import _base
from multiprocessing.connection import wait as _wait_for
from multiprocessing.queues import Queue

EXTRA_QUEUED_CALLS = 1

_wakeups = weakref.WeakKeyDictionary()  # manager threads, with what wakes them
_global_shutdown = False


def _python_exit():
    """The program ends: all that was submitted is carried out."""
    global _global_shutdown
    _global_shutdown = True
    items = list(_wakeups.items())
    for _, wakeup in items:
        wakeup.wakeup()
    for thread, _ in items:
        thread.join()


threading._register_atexit(_python_exit)
os.register_at_fork(after_in_child=_wakeups.clear)  # these threads are its parent's


class _Wakeup:
    """A pipe that wakes the manager thread."""

    def __init__(self):
        self.lock = threading.Lock()
        self.closed = False
        self.reader, self.writer = multiprocessing.Pipe(duplex=False)

    def wakeup(self):
        with self.lock:
            if not self.closed:
                self.writer.send_bytes(b"")

    def clear(self):
        while self.reader.poll():
            self.reader.recv_bytes()

    def close(self):
        with self.lock:
            if not self.closed:
                self.closed = True
                self.writer.close()
                self.reader.close()


class _RemoteTraceback(Exception):
    """The traceback of an exception in a worker, as text."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class _ExceptionWithTraceback:
    """An exception on its way from a worker."""

    def __init__(self, exc, tb):
        text = "".join(traceback.format_exception(type(exc), exc, tb))
        self.exc = exc
        self.exc.__traceback__ = None  # frames cannot be sent
        self.tb = '\n"""\n%s"""' % text

    def __reduce__(self):
        return _rebuild_exc, (self.exc, self.tb)


def _rebuild_exc(exc, tb):
    exc.__cause__ = _RemoteTraceback(tb)
    return exc


class _WorkItem:
    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs


class _ResultItem:
    def __init__(self, work_id, exception=None, result=None, exit_pid=None):
        self.work_id = work_id
        self.exception = exception
        self.result = result
        self.exit_pid = exit_pid


class _CallItem:
    def __init__(self, work_id, fn, args, kwargs):
        self.work_id = work_id
        self.fn = fn
        self.args = args
        self.kwargs = kwargs


class _SafeQueue(Queue):
    """The call queue: a call that cannot be sent fails, and the others go on."""

    def __init__(self, max_size=0, *, ctx, pending_work_items, wakeup):
        self.pending_work_items = pending_work_items
        self.wakeup = wakeup
        super().__init__(max_size, ctx=ctx)

    def _on_queue_feeder_error(self, error, obj):
        if isinstance(obj, _CallItem):
            text = traceback.format_exception(type(error), error, error.__traceback__)
            error.__cause__ = _RemoteTraceback('\n"""\n{}"""'.format("".join(text)))
            item = self.pending_work_items.pop(obj.work_id, None)
            self.wakeup.wakeup()
            if item is not None:
                item.future.set_exception(error)
        else:
            super()._on_queue_feeder_error(error, obj)


def _process_chunk(fn, chunk):
    return [fn(*args) for args in chunk]


def _items_of_chunks(chunks):
    """The items of lists, one after the other; none is kept that was given away."""
    for chunk in chunks:
        chunk.reverse()
        while chunk:
            yield chunk.pop()


def _send_result(result_queue, work_id, result=None, exception=None, exit_pid=None):
    try:
        result_queue.put(_ResultItem(work_id, result=result, exception=exception, exit_pid=exit_pid))
    except BaseException as error:
        result_queue.put(_ResultItem(work_id, exception=_ExceptionWithTraceback(error, error.__traceback__),
                                     exit_pid=exit_pid))


def _process_worker(call_queue, result_queue, initializer, initargs, max_tasks=None):
    """What a worker does."""
    # Only the parent writes calls and reads results: if it is killed, the queues end.
    call_queue._writer.close()
    result_queue._reader.close()
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _base.LOGGER.critical("Exception in initializer:", exc_info=True)
            return  # the pool is broken
    completed = 0
    exit_pid = None
    while True:
        try:
            call = call_queue.get(block=True)
        except EOFError:
            return
        if call is None:
            result_queue.put(os.getpid())
            return
        if max_tasks is not None:
            completed += 1
            if completed >= max_tasks:
                exit_pid = os.getpid()
        try:
            result = call.fn(*call.args, **call.kwargs)
        except BaseException as error:
            _send_result(result_queue, call.work_id, exception=_ExceptionWithTraceback(error, error.__traceback__),
                         exit_pid=exit_pid)
        else:
            _send_result(result_queue, call.work_id, result=result, exit_pid=exit_pid)
            del result
        del call  # what it refers to is not kept while waiting
        if exit_pid is not None:
            return


class BrokenProcessPool(_base.BrokenExecutor):
    """A worker ended that should not have."""


class _ManagerThread(threading.Thread):
    """Fills the call queue, hands results out, watches the workers. Has no reference to its executor."""

    def __init__(self, executor):
        self.wakeup = executor._wakeup
        self.shutdown_lock = executor._shutdown_lock

        def executor_is_gone(_, wakeup=self.wakeup):
            wakeup.wakeup()

        self.executor_reference = weakref.ref(executor, executor_is_gone)
        self.processes = executor._processes
        self.call_queue = executor._call_queue
        self.result_queue = executor._result_queue
        self.work_ids = executor._work_ids
        self.pending = executor._pending_work_items
        super().__init__()

    def run(self):
        while True:
            try:
                self.fill_call_queue()
            except BaseException as error:  # the call queue could not start its thread
                self.terminate_broken(traceback.format_exception(error))
                return
            item, cause, is_broken = self.wait_for_result()
            if is_broken:
                self.terminate_broken(cause)
                return
            if item is not None:
                self.deal_with(item)
                ended = item.exit_pid is not None
                if ended:
                    self.processes.pop(item.exit_pid).join()
                del item
                executor = self.executor_reference()
                if executor is not None:
                    if ended:
                        with self.shutdown_lock:
                            executor._replace_worker()
                    else:
                        executor._idle_worker_semaphore.release()
                    del executor
            if self.is_shutting_down():
                self.flag_shutdown()
                self.fill_call_queue()
                if not self.pending:
                    self.join_workers()
                    return

    def fill_call_queue(self):
        while not self.call_queue.full():
            try:
                work_id = self.work_ids.get(block=False)
            except queue.Empty:
                return
            item = self.pending[work_id]
            if item.future.set_running_or_notify_cancel():
                self.call_queue.put(_CallItem(work_id, item.fn, item.args, item.kwargs), block=True)
            else:
                del self.pending[work_id]

    def wait_for_result(self):
        """The next result, or None: (result, cause, whether the pool is broken)."""
        results = self.result_queue._reader
        sentinels = [process.sentinel for process in list(self.processes.values())]
        ready = _wait_for([results, self.wakeup.reader, *sentinels])
        cause, is_broken, item = None, True, None
        if results in ready:
            results._watched = sentinels  # a worker may be killed while it sends
            try:
                item = results.recv()
                is_broken = False
            except BaseException as error:
                cause = traceback.format_exception(type(error), error, error.__traceback__)
        elif self.wakeup.reader in ready:
            is_broken = False
        self.wakeup.clear()
        return item, cause, is_broken

    def deal_with(self, item):
        work = self.pending.pop(item.work_id, None)
        if work is not None:
            if item.exception is not None:
                work.future.set_exception(item.exception)
            else:
                work.future.set_result(item.result)

    def is_shutting_down(self):
        executor = self.executor_reference()
        return _global_shutdown or executor is None or executor._shutdown_thread

    def flag_shutdown(self):
        executor = self.executor_reference()
        if executor is None:
            return
        executor._shutdown_thread = True
        if executor._cancel_pending_futures:
            kept = {}
            for work_id, item in self.pending.items():
                if not item.future.cancel():
                    kept[work_id] = item
            self.pending.clear()
            self.pending.update(kept)
            try:
                while True:
                    self.work_ids.get_nowait()
            except queue.Empty:
                pass
            executor._cancel_pending_futures = False

    def terminate_broken(self, cause):
        executor = self.executor_reference()
        if executor is not None:
            executor._broken = ("A child process terminated abruptly, the process pool is not usable anymore")
            executor._shutdown_thread = True
            executor = None
        error = BrokenProcessPool("A process in the process pool was terminated abruptly while the future was "
                                  "running or pending.")
        if cause is not None:
            error.__cause__ = _RemoteTraceback(f"\n'''\n{''.join(cause)}'''")
        for item in self.pending.values():
            try:
                item.future.set_exception(error)
            except _base.InvalidStateError:
                pass  # it was cancelled
        self.pending.clear()
        for process in self.processes.values():
            process.terminate()
        self.call_queue._terminate_broken()
        self.join_workers(is_broken=True)

    def join_workers(self, is_broken=False):
        with self.shutdown_lock:
            if not is_broken:
                left = len(self.processes)
                sent = 0
                while sent < left and any(process.is_alive() for process in self.processes.values()):
                    try:
                        self.call_queue.put_nowait(None)
                        sent += 1
                    except queue.Full:
                        _wait_for([process.sentinel for process in self.processes.values()], 0.01)
        if not is_broken:
            self.call_queue.close()
            self.call_queue.join_thread()
        with self.shutdown_lock:
            self.wakeup.close()
        for process in self.processes.values():
            process.join()


class ProcessPoolExecutor(_base.Executor):
    """An executor whose workers are processes."""

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            max_workers = os.process_cpu_count() or 1
        elif max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if mp_context is None:
            mp_context = multiprocessing.get_context("spawn" if max_tasks_per_child is not None else None)
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
            if mp_context.get_start_method(allow_none=False) == "fork":
                raise ValueError("max_tasks_per_child is incompatible with the 'fork' multiprocessing start method; "
                                 "supply a different mp_context.")
        self._max_workers = max_workers
        self._mp_context = mp_context
        # Forking while the manager thread runs is not safe, so all workers are forked before it.
        self._starts_workers_late = mp_context.get_start_method(allow_none=False) != "fork"
        self._initializer = initializer
        self._initargs = initargs
        self._max_tasks_per_child = max_tasks_per_child
        self._manager_thread = None
        self._processes = {}
        self._shutdown_thread = False
        self._shutdown_lock = threading.Lock()
        self._idle_worker_semaphore = threading.Semaphore(0)
        self._broken = False
        self._queue_count = 0
        self._pending_work_items = {}
        self._cancel_pending_futures = False
        self._wakeup = _Wakeup()
        self._call_queue = _SafeQueue(max_size=max_workers + EXTRA_QUEUED_CALLS, ctx=mp_context,
                                      pending_work_items=self._pending_work_items, wakeup=self._wakeup)
        self._call_queue._ignore_epipe = True
        self._result_queue = mp_context.SimpleQueue()
        self._work_ids = queue.Queue()

    def _start_manager_thread(self):
        if self._manager_thread is None:
            if not self._starts_workers_late:
                while len(self._processes) < self._max_workers:
                    self._start_process()
            self._manager_thread = _ManagerThread(self)
            self._manager_thread.start()
            _wakeups[self._manager_thread] = self._wakeup

    def _adjust_process_count(self):
        """Start a worker if none is idle and there may be more."""
        if self._starts_workers_late and not self._idle_worker_semaphore.acquire(blocking=False) and \
                len(self._processes) < self._max_workers:
            self._start_process()

    def _replace_worker(self):
        """A worker has done all it was to do; others may look idle and be busy, so this one is replaced."""
        if len(self._processes) < self._max_workers and self._pending_work_items:
            self._start_process()

    def _start_process(self):
        process = self._mp_context.Process(
            target=_process_worker,
            args=(self._call_queue, self._result_queue, self._initializer, self._initargs, self._max_tasks_per_child))
        process.start()
        self._processes[process.pid] = process

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock:
            if self._broken:
                raise BrokenProcessPool(self._broken)
            if self._shutdown_thread:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _global_shutdown:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = _base.Future()
            self._pending_work_items[self._queue_count] = _WorkItem(future, fn, args, kwargs)
            self._work_ids.put(self._queue_count)
            self._queue_count += 1
            self._adjust_process_count()
            self._start_manager_thread()
            self._wakeup.wakeup()  # so that it watches the new worker, too
            return future

    submit.__doc__ = _base.Executor.submit.__doc__

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """An iterator of the results of fn for the items, in order; chunksize items are sent at once."""
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        arguments = zip(*iterables)
        chunks = iter(lambda: tuple(itertools.islice(arguments, chunksize)), ())
        results = super().map(_process_chunk, itertools.repeat(fn), chunks, timeout=timeout)
        return _items_of_chunks(results)

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._cancel_pending_futures = cancel_futures
            self._shutdown_thread = True
            if self._manager_thread is not None:
                self._wakeup.wakeup()
        if self._manager_thread is not None and wait:
            self._manager_thread.join()
        self._manager_thread = None
        self._call_queue = None
        if wait and self._result_queue is not None:
            self._result_queue.close()
        self._result_queue = None
        self._processes = None
        self._wakeup = None

    shutdown.__doc__ = _base.Executor.shutdown.__doc__
