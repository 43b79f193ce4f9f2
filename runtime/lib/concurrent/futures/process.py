"""ProcessPoolExecutor: calls carried out by processes of a pool.

    submit() -> pending work -> [manager thread] -> call queue -> workers -> result queue -> [manager thread]

The manager thread keeps the call queue filled, hands the results out, and watches the workers: when one ends
that should not, all calls that are not done fail with BrokenProcessPool, since nobody knows what became of
them. Few calls are under way, so that they can be cancelled until nearly the last moment.

The manager thread waits for all of that at once, and for nothing else: it sends calls as far as the queue's pipe has
room, and takes all the results that are in the other pipe. CPython: a second thread sends the calls.
"""

import collections
import functools
import itertools
import multiprocessing
import os
import select
import threading
import traceback
import weakref

from concurrent.futures import _base
from multiprocessing.connection import wait
from multiprocessing.pipe_ends import Inbox, Outbox
from multiprocessing.reduction import ForkingPickler, dumps_bytes

EXTRA_QUEUED_CALLS = 1
_END = dumps_bytes(None)  # to a worker: there are no more calls

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
        self.is_set = False  # something is in the pipe
        self.reader, self.writer = multiprocessing.Pipe(duplex=False)

    def wakeup(self):
        with self.lock:
            if not self.closed and not self.is_set:
                self.is_set = True
                self.writer.send_bytes(b"")

    def clear(self):
        with self.lock:
            if self.is_set:
                self.reader.recv_bytes()
                self.is_set = False

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


def _process_chunk(fn, chunk):
    return [fn(*args) for args in chunk]


def _send_result(result_queue, work_id, result, exception, exit_pid):
    try:
        result_queue.put((work_id, result, exception, exit_pid))
    except BaseException as error:
        result_queue.put((work_id, None, _ExceptionWithTraceback(error, error.__traceback__), exit_pid))


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
    while exit_pid is None:
        try:
            call = call_queue.get()
        except EOFError:
            return
        if call is None:
            return
        completed += 1
        if completed == max_tasks:
            exit_pid = os.getpid()
        work_id, fn, args, kwargs = call
        try:
            result = fn(*args, **kwargs)
        except BaseException as error:
            _send_result(result_queue, work_id, None, _ExceptionWithTraceback(error, error.__traceback__), exit_pid)
        else:
            _send_result(result_queue, work_id, result, None, exit_pid)
            result = None
        call = fn = args = kwargs = None  # what they refer to is not kept while waiting


def _items_of(chunks):
    """The items of all chunks. None is kept after it was given out."""
    for chunk in chunks:
        chunk.reverse()
        while chunk:
            yield chunk.pop()


def _start_worker(processes, mp_context, args):
    process = mp_context.Process(target=_process_worker, args=args)
    process.start()
    processes[process.pid] = process


class BrokenProcessPool(_base.BrokenExecutor):
    """A worker ended that should not have."""


class _ManagerThread(threading.Thread):
    """Sends calls, hands results out, watches the workers. Has no reference to its executor."""

    def __init__(self, executor):
        self.wakeup = executor._wakeup
        self.shutdown_lock = executor._shutdown_lock

        def executor_is_gone(_, wakeup=self.wakeup):
            wakeup.wakeup()

        self.executor_reference = weakref.ref(executor, executor_is_gone)
        self.processes = executor._processes
        self.start_worker = executor._start_worker
        self.max_workers = executor._max_workers
        self.call_queue = executor._call_queue
        self.result_queue = executor._result_queue
        self.work_ids = executor._work_ids
        self.pending = executor._pending_work_items
        self.is_broken = False  # a worker could not be replaced; cause says why, as text
        self.cause = None
        self.n_under_way = 0  # calls that were sent and not answered
        self.calls = Outbox(self.call_queue._writer)
        self.results = Inbox(self.result_queue._reader)
        self.calls_fd = self.call_queue._writer.fileno()
        self.results_fd = self.result_queue._reader.fileno()
        self.watched = {self.results_fd: select.POLLIN, self.wakeup.reader.fileno(): select.POLLIN}
        self.poller = select.poll()
        for fd, events in self.watched.items():
            self.poller.register(fd, events)
        super().__init__()

    def run(self):
        while True:
            self.send_calls()
            results, cause, is_broken = self.wait_for_results()
            for result in results:
                self.deal_with(*result)
            result = results = None
            if is_broken or self.is_broken:
                self.terminate_broken(cause or self.cause)
                return
            if self.is_shutting_down():
                self.flag_shutdown()
                self.send_calls()
                if not self.pending:
                    self.join_workers()
                    return

    def send_calls(self):
        """Send calls while few are under way: so many wait as a queue has that is short."""
        while self.work_ids and self.n_under_way < len(self.processes) + self.max_workers + EXTRA_QUEUED_CALLS:
            work_id = self.work_ids.popleft()
            item = self.pending[work_id]
            if not item.future.set_running_or_notify_cancel():
                del self.pending[work_id]
                continue
            try:
                message = dumps_bytes((work_id, item.fn, item.args, item.kwargs))
            except Exception as error:
                text = traceback.format_exception(type(error), error, error.__traceback__)
                error.__cause__ = _RemoteTraceback('\n"""\n{}"""'.format("".join(text)))
                del self.pending[work_id]
                item.future.set_exception(error)
            else:
                self.calls.put(message)
                self.n_under_way += 1
        self.watch(self.calls_fd, 0 if self.calls.flush() else select.POLLOUT)

    def watch(self, fd, events):
        """Wait for events of a descriptor from now on, 0 for none."""
        if events != self.watched.get(fd, 0):
            if events:
                self.watched[fd] = events
                self.poller.register(fd, events)
            else:
                del self.watched[fd]
                self.poller.unregister(fd)

    def wait_for_results(self):
        """The results that have come: (results, cause, whether the pool is broken)."""
        sentinels = [process.sentinel for process in list(self.processes.values())]
        for sentinel in sentinels:
            self.watch(sentinel, select.POLLIN)
        ready = {fd for fd, _ in self.poller.poll()}
        self.wakeup.clear()
        results = []
        if not ready.isdisjoint(sentinels):
            ready.update(fd for fd, _ in self.poller.poll(0))  # it may have answered after a look and before the next
        if self.results_fd not in ready:
            return results, None, not ready.isdisjoint(sentinels)
        try:
            for message in self.results.take():
                results.append(ForkingPickler.loads(message))
        except BaseException as error:
            return results, traceback.format_exception(type(error), error, error.__traceback__), True
        return results, None, False

    def deal_with(self, work_id, result, exception, exit_pid):
        self.n_under_way -= 1
        work = self.pending.pop(work_id, None)
        if work is not None:
            if exception is not None:
                work.future.set_exception(exception)
            else:
                work.future.set_result(result)
        if exit_pid is not None:
            process = self.processes.pop(exit_pid)
            self.watch(process.sentinel, 0)
            process.join()
            if process.exitcode < 0:
                self.is_broken = True  # killed after its answer: it may still have had the lock for answers
            else:
                self.replace_worker()
        else:
            executor = self.executor_reference()
            if executor is not None and executor._starts_workers_late:
                executor._idle_worker_semaphore.release()

    def replace_worker(self):
        """A worker has done all it was to do; others may look idle and be busy, so another is started if there are calls
        left. Nobody else would do them once the executor has gone or was shut down without waiting."""
        with self.shutdown_lock:
            if len(self.processes) < self.max_workers and self.pending:
                try:
                    self.start_worker()
                except Exception as error:
                    self.is_broken = True
                    self.cause = traceback.format_exception(error)

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
            self.work_ids.clear()
            executor._cancel_pending_futures = False

    def terminate_broken(self, cause):
        executor = self.executor_reference()
        if executor is not None:
            with self.shutdown_lock:  # a submit() that has begun may be starting a worker
                executor._broken = "A child process terminated abruptly, the process pool is not usable anymore"
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
        self.join_workers()

    def join_workers(self):
        with self.shutdown_lock:
            for _ in self.processes:
                self.calls.put(_END)
            self.calls.flush()  # no call is in the pipe any more, unless the pool is broken
            self.wakeup.close()
        running = list(self.processes.values())
        while running:
            wait([process.sentinel for process in running], 0.5)  # a worker's own child may have its sentinel, too
            ended = [process for process in running if process.exitcode is not None]
            running = [process for process in running if process not in ended]
            if any(process.exitcode for process in ended):
                for process in running:
                    process.terminate()  # it may wait for a lock of the queue that the one killed had
        for process in self.processes.values():
            process.join()
        self.call_queue.close()


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
        self._call_queue = mp_context.SimpleQueue()
        self._result_queue = mp_context.SimpleQueue()
        self._work_ids = collections.deque()
        self._start_worker = functools.partial(
            _start_worker, self._processes, mp_context,
            (self._call_queue, self._result_queue, initializer, initargs, max_tasks_per_child))

    def _start_manager_thread(self):
        if self._manager_thread is None:
            if not self._starts_workers_late:
                while len(self._processes) < self._max_workers:
                    self._start_worker()
            self._manager_thread = _ManagerThread(self)
            self._manager_thread.start()
            _wakeups[self._manager_thread] = self._wakeup

    def _adjust_process_count(self):
        """Start a worker if none is idle and there may be more."""
        if self._starts_workers_late and not self._idle_worker_semaphore.acquire(blocking=False) and \
                len(self._processes) < self._max_workers:
            self._start_worker()

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
            self._work_ids.append(self._queue_count)
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
        return _items_of(results)

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
        self._start_worker = None
        self._wakeup = None

    shutdown.__doc__ = _base.Executor.shutdown.__doc__
