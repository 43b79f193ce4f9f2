"""Pool: worker processes (or threads) that carry out calls.

    apply, map ...  ->  taskqueue  -> [task thread]   ->  workers
    AsyncResult.get <-  cache      <- [result thread] <-

A third thread replaces workers that have ended. A job has a number, by which its results find it. Between the
threads and the workers is an exchange (pool_exchange), for worker threads two queues.
"""

import collections
import itertools
import os
import queue
import threading
import traceback
import types
import warnings

from . import ProcessError, TimeoutError, get_context, util
from .connection import wait
from .pool_exchange import Exchange, Tray, WorkerEnd

__all__ = ["Pool", "ThreadPool"]

INIT, RUN, CLOSE, TERMINATE = "INIT", "RUN", "CLOSE", "TERMINATE"
_job_counter = itertools.count()


def mapstar(args):
    return list(map(*args))


def starmapstar(args):
    return list(itertools.starmap(args[0], args[1]))


class RemoteTraceback(Exception):
    """The traceback of an exception in a worker, as text."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class ExceptionWithTraceback:
    """An exception on its way from a worker, with its traceback as text."""

    def __init__(self, exc, tb):
        text = "".join(traceback.format_exception(type(exc), exc, tb))
        self.exc = exc
        self.tb = '\n"""\n%s"""' % text

    def __reduce__(self):
        return rebuild_exc, (self.exc, self.tb)


def rebuild_exc(exc, tb):
    exc.__cause__ = RemoteTraceback(tb)
    return exc


class MaybeEncodingError(Exception):
    """A result could not be sent."""

    def __init__(self, exc, value):
        self.exc = repr(exc)
        self.value = repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return "Error sending result: '%s'. Reason: '%s'" % (self.value, self.exc)

    def __repr__(self):
        return "<%s: %s>" % (self.__class__.__name__, self)


def worker(inqueue, outqueue, initializer=None, initargs=(), maxtasks=None, wrap_exception=False):
    """What a worker does."""
    if maxtasks is not None and not (isinstance(maxtasks, int) and maxtasks >= 1):
        raise AssertionError("Maxtasks {!r} is not valid".format(maxtasks))
    if initializer is not None:
        initializer(*initargs)
    completed = 0
    while maxtasks is None or completed < maxtasks:
        try:
            task = inqueue.get()
        except (EOFError, OSError):
            util.debug("worker got EOFError or OSError -- exiting")
            break
        if task is None:
            util.debug("worker got sentinel -- exiting")
            break
        job, i, func, args, kwargs = task
        try:
            result = True, func(*args, **kwargs)
        except Exception as error:
            if wrap_exception and func is not _helper_reraises_exception:
                error = ExceptionWithTraceback(error, error.__traceback__)
            result = False, error
        except BaseException as error:  # SystemExit: the worker ends
            if not wrap_exception:  # a thread, whose end nobody would see
                lost = ProcessError(f"a worker thread ended while it carried out the call: {error!r}")
                outqueue.put((job, i, (False, lost)))
            raise
        try:
            outqueue.put((job, i, result))
        except Exception as error:
            util.debug("Possible encoding error while sending result: %s", error)
            outqueue.put((job, i, (False, MaybeEncodingError(error, result[1]))))
        task = job = result = func = args = kwargs = None
        completed += 1


def _process_worker(tray, connection, parents_ends, *options):
    """What a worker process does."""
    for each in parents_ends:
        each.close()  # a forked child has them too, and would never see that the parent has gone
    end = WorkerEnd(tray, connection)
    worker(end, end, *options)


def _helper_reraises_exception(error):
    raise error


class _PoolCache(dict):
    """The jobs that are not done. Once the pool is closing, tells the thread that looks after the workers when there
    are none left: that is what it waits for."""

    def __init__(self, *args, notifier=None, **kwargs):
        self._notifier = notifier
        self._is_closing = False
        self._lock = threading.RLock()  # which comes first, the end of the last job or close(), all agree
        super().__init__(*args, **kwargs)

    def __delitem__(self, item):
        with self._lock:
            super().__delitem__(item)
            is_over = self._is_closing and not self
        if is_over:
            self._notifier.put(None)

    def close(self):
        """There are no new jobs."""
        with self._lock:
            self._is_closing = True
        self._notifier.put(None)


class Pool:
    """Worker processes."""

    _wrap_exception = True

    @staticmethod
    def Process(ctx, *args, **kwds):
        return ctx.Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._pool = []
        self._state = INIT
        self._ctx = context or get_context()
        self._taskqueue = queue.SimpleQueue()
        self._change_notifier = self._ctx.SimpleQueue()
        self._cache = _PoolCache(notifier=self._change_notifier)
        self._maxtasksperchild = maxtasksperchild
        self._initializer = initializer
        self._initargs = initargs
        if processes is None:
            processes = os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if maxtasksperchild is not None and (not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0):
            raise ValueError("maxtasksperchild must be a positive int or None")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._processes = processes
        self._exchange = self._make_exchange()
        try:
            self._repopulate_pool()
        except Exception:
            for each in self._pool:
                if each.exitcode is None:
                    each.terminate()
            for each in self._pool:
                each.join()
            raise
        self._start_threads()
        self._state = RUN

    def _start_threads(self):
        def start(target, *args):
            thread = threading.Thread(target=target, args=args, daemon=True)
            thread._state = RUN
            thread.start()
            return thread

        self._worker_handler = start(type(self)._handle_workers, self._cache, self._taskqueue, self._change_notifier,
                                     *self._what_workers_need())
        self._task_handler = start(Pool._handle_tasks, self._taskqueue, self._exchange, self._cache)
        self._result_handler = start(Pool._handle_results, self._exchange, self._cache)
        self._terminate = util.Finalize(
            self, self._terminate_pool,
            args=(self._exchange, self._pool, self._change_notifier, self._worker_handler, self._task_handler,
                  self._result_handler, self._cache),
            exitpriority=15)

    def __del__(self):
        if self._state == RUN:
            warnings.warn(f"unclosed running multiprocessing pool {self!r}", ResourceWarning, source=self)
            if getattr(self, "_change_notifier", None) is not None:
                self._change_notifier.put(None)

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} state={self._state} pool_size={len(self._pool)}>"

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, *exc_info):
        self.terminate()

    def __reduce__(self):
        raise NotImplementedError("pool objects cannot be passed between processes or pickled")

    # --- workers ---

    def _make_exchange(self):
        return Exchange()

    def _what_workers_need(self):
        options = self._initializer, self._initargs, self._maxtasksperchild, self._wrap_exception
        return self._ctx, self._processes, self._pool, self._exchange, options

    def _repopulate_pool(self):
        self._repopulate_pool_static(*self._what_workers_need())

    @classmethod
    def _repopulate_pool_static(cls, ctx, processes, pool, exchange, options):
        """Start as many workers as are missing."""
        for _ in range(processes - len(pool)):
            pool.append(cls._start_worker(ctx, exchange, options))

    @classmethod
    def _start_worker(cls, ctx, exchange, options):
        here, there = ctx.Pipe()
        tray = Tray()
        workers_tray = tray.workers_end()
        parents_ends = (here, tray) if ctx.get_start_method() == "fork" else ()
        process = cls.Process(ctx, target=_process_worker, args=(workers_tray, there, parents_ends, *options))
        process.name = process.name.replace("Process", "PoolWorker")
        process.daemon = True
        process.start()
        there.close()
        workers_tray.close()
        exchange.add(process, tray, here, options[2])
        return process

    @staticmethod
    def _join_exited_workers(pool):
        """The workers that have ended; they are taken out."""
        ended = [each for each in pool if each.exitcode is not None]
        for each in ended:
            each.join()
            pool.remove(each)
        return ended

    @staticmethod
    def _wait_for_updates(pool, notifier):
        wait([each.sentinel for each in pool] + [notifier._reader])
        while not notifier.empty():
            notifier.get()

    @classmethod
    def _handle_workers(cls, cache, taskqueue, notifier, ctx, processes, pool, exchange, options):
        """In a thread: replaces workers that have ended."""
        thread = threading.current_thread()
        while thread._state == RUN or (cache and thread._state != TERMINATE):
            ended = cls._join_exited_workers(pool)
            for each in ended:
                exchange.note_ended(each)
            if ended:
                try:
                    cls._repopulate_pool_static(ctx, processes, pool, exchange, options)
                except OSError as error:
                    if not pool:  # else those that are left go on
                        cls._give_up(exchange, cache, f"no worker process could be started: {error}")
            cls._wait_for_updates(pool, notifier)
        taskqueue.put(None)
        util.debug("worker handler exiting")

    @staticmethod
    def _give_up(exchange, cache, why):
        """There is nobody to carry out calls, and there will be nobody: none is taken any more."""
        exchange.close()
        for job in list(cache):
            if result := cache.pop(job, None):
                result._abandon(ProcessError(why))

    @staticmethod
    def _handle_tasks(taskqueue, exchange, cache):
        """In a thread: sends the tasks to the workers."""
        thread = threading.current_thread()
        for tasks, set_length in iter(taskqueue.get, None):
            task = None
            try:
                for task in tasks:
                    if thread._state != RUN:
                        util.debug("task handler found thread._state != RUN")
                        break
                    try:
                        exchange.put(task)
                    except Exception as error:
                        _set_result(cache, (*task[:2], (False, error)))
                else:
                    if set_length:
                        set_length(task[1] + 1 if task else 0)
                    continue
                break
            finally:
                task = tasks = None
        exchange.close()

    @staticmethod
    def _handle_results(exchange, cache):
        """In a thread: hands the results out."""
        thread = threading.current_thread()
        is_closed = False
        while thread._state == RUN and not (is_closed and not cache):
            result = exchange.get()
            if result is None:
                is_closed = True
            elif thread._state == RUN:
                _set_result(cache, result)
            result = None

    # --- calls ---

    def _check_running(self):
        if self._state != RUN:
            raise ValueError("Pool not running")

    def apply(self, func, args=(), kwds={}):
        """func(*args, **kwds) in a worker; its result."""
        return self.apply_async(func, args, kwds).get()

    def map(self, func, iterable, chunksize=None):
        """The results of func for all items, in order."""
        return self._map_async(func, iterable, mapstar, chunksize).get()

    def starmap(self, func, iterable, chunksize=None):
        """The same, each item a tuple of arguments."""
        return self._map_async(func, iterable, starmapstar, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """starmap() without waiting: an AsyncResult."""
        return self._map_async(func, iterable, starmapstar, chunksize, callback, error_callback)

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """map() without waiting: an AsyncResult."""
        return self._map_async(func, iterable, mapstar, chunksize, callback, error_callback)

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        """apply() without waiting: an AsyncResult."""
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._taskqueue.put(([(result._job, 0, func, args, kwds)], None))
        return result

    def imap(self, func, iterable, chunksize=1):
        """An iterator of the results, in order, each as soon as it is there."""
        return self._imap(IMapIterator(self), func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        """The same in the order in which they come."""
        return self._imap(IMapUnorderedIterator(self), func, iterable, chunksize)

    def _imap(self, result, func, iterable, chunksize):
        self._check_running()
        if chunksize == 1:
            self._taskqueue.put((self._guarded_task_generation(result._job, func, iterable), result._set_length))
            return result
        if chunksize < 1:
            raise ValueError("Chunksize must be 1+, not {0:n}".format(chunksize))
        batches = Pool._get_tasks(func, iterable, chunksize)
        self._taskqueue.put((self._guarded_task_generation(result._job, mapstar, batches), result._set_length))
        return (item for chunk in result for item in chunk)

    @staticmethod
    def _guarded_task_generation(job, func, iterable):
        """The tasks of imap(); an exception of the iterable is one, too."""
        i = -1
        try:
            for i, item in enumerate(iterable):
                yield job, i, func, (item,), {}
        except Exception as error:
            yield job, i + 1, _helper_reraises_exception, (error,), {}

    def _map_async(self, func, iterable, mapper, chunksize=None, callback=None, error_callback=None):
        self._check_running()
        if not hasattr(iterable, "__len__"):
            iterable = list(iterable)
        if chunksize is None:
            chunksize, extra = divmod(len(iterable), len(self._pool) * 4)
            chunksize += bool(extra)
        if len(iterable) == 0:
            chunksize = 0
        batches = Pool._get_tasks(func, iterable, chunksize)
        result = MapResult(self, chunksize, len(iterable), callback, error_callback=error_callback)
        self._taskqueue.put((self._guarded_task_generation(result._job, mapper, batches), None))
        return result

    @staticmethod
    def _get_tasks(func, iterable, size):
        iterator = iter(iterable)
        while batch := tuple(itertools.islice(iterator, size)):
            yield func, batch

    # --- the end ---

    def close(self):
        """No more calls; the workers end when all are done."""
        if self._state == RUN:
            self._state = CLOSE
            self._worker_handler._state = CLOSE
            self._cache.close()

    def terminate(self):
        """End the workers at once."""
        self._state = TERMINATE
        self._terminate()

    def join(self):
        """Wait for the workers' end, after close() or terminate()."""
        if self._state == RUN:
            raise ValueError("Pool is still running")
        if self._state not in (CLOSE, TERMINATE):
            raise ValueError("In unknown state")
        for thread in (self._worker_handler, self._task_handler, self._result_handler):
            thread.join()
        for each in self._pool:
            each.join()

    @classmethod
    def _terminate_pool(cls, exchange, pool, change_notifier, worker_handler, task_handler, result_handler, cache):
        util.debug("finalizing pool")
        current = threading.current_thread()
        for thread in (worker_handler, task_handler, result_handler):
            thread._state = TERMINATE
        change_notifier.put(None)
        exchange.close()
        # No new worker is started after this.
        if current is not worker_handler:
            worker_handler.join()
        processes = [each for each in pool if hasattr(each, "terminate")]
        for each in processes:
            if each.exitcode is None:
                each.terminate()
        for thread in (task_handler, result_handler):
            if current is not thread:
                thread.join()
        for each in processes:
            if each.is_alive():
                each.join()
        for result in list(cache.values()):
            result._abandon(ProcessError("the pool was terminated"))


def _set_result(cache, result):
    job, i, outcome = result
    try:
        cache[job]._set(i, outcome)
    except KeyError:
        pass


class ApplyResult:
    """A result that will be there later."""

    def __init__(self, pool, callback, error_callback):
        self._pool = pool
        self._event = threading.Event()
        self._job = next(_job_counter)
        self._cache = pool._cache
        self._callback = callback
        self._error_callback = error_callback
        self._cache[self._job] = self

    def ready(self):
        """Whether it is there."""
        return self._event.is_set()

    def successful(self):
        """Whether it is no exception."""
        if not self.ready():
            raise ValueError("{0!r} not ready".format(self))
        return self._success

    def wait(self, timeout=None):
        """Wait for it, at most timeout seconds."""
        self._event.wait(timeout)

    def get(self, timeout=None):
        """The result; raises the exception, or TimeoutError."""
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, i, obj):
        self._success, self._value = obj
        if self._callback and self._success:
            self._callback(self._value)
        if self._error_callback and not self._success:
            self._error_callback(self._value)
        del self._cache[self._job]
        self._pool = None  # first: who waits is then the last that uses the pool, and not this thread
        self._event.set()

    def _abandon(self, error):
        """There will be no result."""
        self._success, self._value = False, error
        self._event.set()

    __class_getitem__ = classmethod(types.GenericAlias)


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    """The results of map(), chunk by chunk."""

    def __init__(self, pool, chunksize, length, callback, error_callback):
        super().__init__(pool, callback, error_callback=error_callback)
        self._success = True
        self._value = [None] * length
        self._chunksize = chunksize
        if chunksize <= 0:
            self._number_left = 0
            self._event.set()
            del self._cache[self._job]
        else:
            self._number_left = length // chunksize + bool(length % chunksize)

    def _set(self, i, success_result):
        self._number_left -= 1
        success, result = success_result
        if success and self._success:
            self._value[i * self._chunksize:(i + 1) * self._chunksize] = result
        elif not success and self._success:
            self._success = False
            self._value = result
        if self._number_left == 0:
            callback = self._callback if self._success else self._error_callback
            if callback:
                callback(self._value)
            del self._cache[self._job]
            self._pool = None
            self._event.set()


class IMapIterator:
    """The results of imap()."""

    def __init__(self, pool):
        self._pool = pool
        self._cond = threading.Condition(threading.Lock())
        self._job = next(_job_counter)
        self._cache = pool._cache
        self._items = collections.deque()
        self._index = 0
        self._length = None
        self._unsorted = {}
        self._cache[self._job] = self

    def __iter__(self):
        return self

    def next(self, timeout=None):
        """The next result; TimeoutError after timeout seconds."""
        with self._cond:
            if not self._items:
                if self._index == self._length:
                    self._pool = None
                    raise StopIteration
                self._cond.wait(timeout)
                if not self._items:
                    if self._index == self._length:
                        self._pool = None
                        raise StopIteration
                    raise TimeoutError
            success, value = self._items.popleft()
        if success:
            return value
        raise value

    __next__ = next

    def _set(self, i, obj):
        with self._cond:
            if self._index == i:
                self._append(obj)
                while self._index in self._unsorted:
                    self._append(self._unsorted.pop(self._index))
                self._cond.notify()
            else:
                self._unsorted[i] = obj
            self._forget_if_done()

    def _append(self, obj):
        self._items.append(obj)
        self._index += 1

    def _abandon(self, error):
        """There will be no more results."""
        with self._cond:
            self._append((False, error))
            self._length = self._index
            self._cond.notify()

    def _forget_if_done(self):
        if self._index == self._length:
            del self._cache[self._job]
            self._pool = None

    def _set_length(self, length):
        with self._cond:
            self._length = length
            if self._index == self._length:
                self._cond.notify()
            self._forget_if_done()


class IMapUnorderedIterator(IMapIterator):
    """The results of imap_unordered()."""

    def _set(self, i, obj):
        with self._cond:
            self._append(obj)
            self._cond.notify()
            self._forget_if_done()


class ThreadPool(Pool):
    """The same with threads."""

    _wrap_exception = False

    @staticmethod
    def Process(ctx, *args, **kwds):
        from .dummy import DummyProcess
        return DummyProcess(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=()):
        super().__init__(processes, initializer, initargs)

    def _make_exchange(self):
        return _Queues(self._processes)

    @classmethod
    def _start_worker(cls, ctx, exchange, options):
        thread = cls.Process(ctx, target=worker, args=(exchange.tasks, exchange.results, *options))
        thread.name = thread.name.replace("Process", "PoolWorker")
        thread.daemon = True
        thread.start()
        return thread

    @staticmethod
    def _wait_for_updates(pool, notifier):
        notifier.get()  # threads do not end by themselves


class _Queues:
    """What an exchange is for worker threads."""

    def __init__(self, n_workers):
        self.n_workers = n_workers
        self.tasks, self.results = queue.SimpleQueue(), queue.SimpleQueue()
        self.put, self.get = self.tasks.put, self.results.get

    def note_ended(self, thread):
        """Nothing: a worker thread ends after it has answered."""

    def close(self):
        """No more tasks, those left are dropped: the workers and the result thread get None."""
        while not self.tasks.empty():
            try:
                self.tasks.get_nowait()
            except queue.Empty:
                pass
        for _ in range(self.n_workers):
            self.tasks.put(None)
        self.results.put(None)
