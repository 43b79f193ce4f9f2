"""The event loop: a queue of calls that are ready, a heap of those that have a time, and a selector.

One round of the loop (_run_once) waits in the selector until a file is ready, the first timer is due, or
another thread calls; puts what has become ready into the queue, and makes the calls that were in the queue
at that moment. Calls that these schedule come in the next round, so that no task can starve the others.
"""

import concurrent.futures
import heapq
import itertools
import sys
import threading
import time
import traceback
import warnings
import weakref
from _asyncio import LoopCore

from . import base_servers, constants, coroutines, events, futures, sendfile, tasks
from .log import logger

__all__ = ("BaseEventLoop", "Server")

Server = base_servers.Server
MAXIMUM_SELECT_TIMEOUT = 24 * 3600

# So many cancelled timers, and such a part of all, before the heap is made anew.
_MIN_SCHEDULED_TIMER_HANDLES = 100
_MIN_CANCELLED_TIMER_HANDLES_FRACTION = 0.5


def _run_until_complete_cb(fut):
    if not fut.cancelled() and isinstance(fut.exception(), (SystemExit, KeyboardInterrupt)):
        return  # it comes out of run_forever() by itself
    futures._get_loop(fut).stop()


class BaseEventLoop(base_servers.NetworkMixin, sendfile.SendfileMixin, LoopCore, events.AbstractEventLoop):
    """A loop; a subclass knows files and signals. The queue and what is done for each call is native (LoopCore)."""

    def __init__(self):
        self._timer_cancelled_count = 0
        self._stopping = False
        self._scheduled = []  # a heap of (when, number, handle)
        self._next_number = itertools.count().__next__
        self._default_executor = None
        self._thread_id = None
        self._clock_resolution = time.get_clock_info("monotonic").resolution
        self._exception_handler = None
        self.set_debug(coroutines._is_debug_mode())
        self.slow_callback_duration = 0.1
        self._current_handle = None
        self._task_factory = None
        self._origin_depth_outside = 0
        self._asyncgens = weakref.WeakSet()
        self._asyncgens_shutdown_called = False
        self._executor_shutdown_called = False

    def __repr__(self):
        return (f"<{self.__class__.__name__} running={self.is_running()} closed={self.is_closed()} "
                f"debug={self.get_debug()}>")

    def __del__(self, _warn=warnings.warn):
        if not self.is_closed():
            _warn(f"unclosed event loop {self!r}", ResourceWarning, source=self)
            if not self.is_running():
                self.close()

    # --- futures and tasks ---

    def create_task(self, coro, *, name=None, context=None):
        """Run a coroutine as a task."""
        self._check_closed()
        if self._task_factory is not None:
            if context is None:
                task = self._task_factory(self, coro)
            else:
                task = self._task_factory(self, coro, context=context)
            task.set_name(name)
        else:
            task = tasks.Task(coro, loop=self, name=name, context=context)
            if task._source_traceback:
                del task._source_traceback[-1]
        try:
            return task
        finally:
            del task  # an exception's traceback should not keep it

    def set_task_factory(self, factory):
        """Have factory(loop, coro) make the tasks; None for the usual ones."""
        if factory is not None and not callable(factory):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory

    def get_task_factory(self):
        """What makes the tasks, None if it is the usual way."""
        return self._task_factory

    # --- running ---

    def _check_closed(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    def _check_running(self):
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        if events._get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def run_forever(self):
        """Run until stop() is called."""
        self._check_closed()
        self._check_running()
        self._thread_id = threading.get_ident()
        hooks = sys.get_asyncgen_hooks()
        self._origin_depth_outside = sys.get_coroutine_origin_tracking_depth()
        self._track_coroutine_origins()
        sys.set_asyncgen_hooks(firstiter=self._asyncgen_firstiter_hook, finalizer=self._asyncgen_finalizer_hook)
        events._set_running_loop(self)
        try:
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            self._thread_id = None
            events._set_running_loop(None)
            sys.set_asyncgen_hooks(*hooks)
            sys.set_coroutine_origin_tracking_depth(self._origin_depth_outside)

    def _track_coroutine_origins(self):
        """In debug mode coroutines know where they were made."""
        depth = constants.DEBUG_STACK_DEPTH if self._debug else self._origin_depth_outside
        sys.set_coroutine_origin_tracking_depth(depth)

    def set_debug(self, enabled):
        """Switch debug mode on or off."""
        super().set_debug(enabled)
        if self.is_running():
            self.call_soon_threadsafe(self._track_coroutine_origins)

    def run_until_complete(self, future):
        """Run until a future is done; its result."""
        self._check_closed()
        self._check_running()
        is_new = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        if is_new:
            future._log_destroy_pending = False
        future.add_done_callback(_run_until_complete_cb)
        try:
            self.run_forever()
        except BaseException:
            if is_new and future.done() and not future.cancelled():
                future.exception()  # it is being raised here
            raise
        finally:
            future.remove_done_callback(_run_until_complete_cb)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def stop(self):
        """Stop after this round."""
        self._stopping = True

    def close(self):
        """Close the loop, which must not be running."""
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self._closed:
            return
        if self._debug:
            logger.debug("Close %r", self)
        self._closed = True
        self._ready.clear()
        self._scheduled.clear()
        self._executor_shutdown_called = True
        executor, self._default_executor = self._default_executor, None
        if executor is not None:
            executor.shutdown(wait=False)

    def is_closed(self):
        """Whether it was closed."""
        return self._closed

    def is_running(self):
        """Whether it runs."""
        return self._thread_id is not None

    def time(self):
        """The loop's time in seconds, which never goes back."""
        return time.monotonic()

    # --- calls ---

    def call_later(self, delay, callback, *args, context=None):
        """Call callback(*args) after some seconds."""
        if delay is None:
            raise TypeError("delay must not be None")
        timer = self.call_at(self.time() + delay, callback, *args, context=context)
        if timer._source_traceback:
            del timer._source_traceback[-1]
        return timer

    def call_at(self, when, callback, *args, context=None):
        """Call callback(*args) at a time of the loop."""
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_at")
        timer = events.TimerHandle(when, callback, args, self, context)
        if timer._source_traceback:
            del timer._source_traceback[-1]
        heapq.heappush(self._scheduled, (when, self._next_number(), timer))
        timer._scheduled = True
        return timer

    def _call_soon_checked(self, callback, args, context):
        """What call_soon() is in debug mode, and when the loop is closed."""
        self._check_closed()
        self._check_thread()
        self._check_callback(callback, "call_soon")
        handle = events.Handle(callback, args, self, context)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        """The same for other threads and signal handlers: wakes the loop."""
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon_threadsafe")
        handle = events.Handle(callback, args, self, context)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        self._ready.append(handle)
        self._write_to_self()
        return handle

    def _check_callback(self, callback, method):
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError(f"coroutines cannot be used with {method}()")
        if not callable(callback):
            raise TypeError(f"a callable object was expected by {method}(), got {callback!r}")

    def _check_thread(self):
        if self._thread_id is not None and self._thread_id != threading.get_ident():
            raise RuntimeError("Non-thread-safe operation invoked on an event loop other than the current one")

    def _timer_handle_cancelled(self, handle):
        if handle._scheduled:
            self._timer_cancelled_count += 1

    def _drop_cancelled_timers(self):
        """Take cancelled timers off the heap: all of them when they are many, else those at its top."""
        heap = self._scheduled
        if (len(heap) > _MIN_SCHEDULED_TIMER_HANDLES
                and self._timer_cancelled_count / len(heap) > _MIN_CANCELLED_TIMER_HANDLES_FRACTION):
            kept = []
            for entry in heap:
                if entry[2]._cancelled:
                    entry[2]._scheduled = False
                else:
                    kept.append(entry)
            heapq.heapify(kept)
            self._scheduled = kept
            self._timer_cancelled_count = 0
        else:
            while heap and heap[0][2]._cancelled:
                self._timer_cancelled_count -= 1
                heapq.heappop(heap)[2]._scheduled = False

    def _run_once(self):
        """One round."""
        ready = self._ready
        if self._scheduled:
            self._drop_cancelled_timers()
        timeout = None
        if ready or self._stopping:
            timeout = 0
        elif self._scheduled:
            timeout = min(max(self._scheduled[0][0] - self.time(), 0), MAXIMUM_SELECT_TIMEOUT)
        event_list = self._selector.select(timeout)
        if event_list:
            self._process_events(event_list)
        if self._scheduled:
            end_time = self.time() + self._clock_resolution
            while self._scheduled and self._scheduled[0][0] < end_time:
                handle = heapq.heappop(self._scheduled)[2]
                handle._scheduled = False
                ready.append(handle)
        self._run_ready()

    def _run_and_time(self, handle):
        try:
            self._current_handle = handle
            start = self.time()
            handle._run()
            duration = self.time() - start
            if duration >= self.slow_callback_duration:
                logger.warning("Executing %s took %.3f seconds", _format_handle(handle), duration)
        finally:
            self._current_handle = None

    # --- asynchronous generators ---

    def _asyncgen_finalizer_hook(self, agen):
        self._asyncgens.discard(agen)
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    def _asyncgen_firstiter_hook(self, agen):
        if self._asyncgens_shutdown_called:
            warnings.warn(f"asynchronous generator {agen!r} was scheduled after loop.shutdown_asyncgens() call",
                          ResourceWarning, source=self)
        self._asyncgens.add(agen)

    async def shutdown_asyncgens(self):
        """Close all asynchronous generators that are not at their end."""
        self._asyncgens_shutdown_called = True
        closing = list(self._asyncgens)
        if not closing:
            return
        self._asyncgens.clear()
        results = await tasks.gather(*[agen.aclose() for agen in closing], return_exceptions=True)
        for result, agen in zip(results, closing):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    "message": f"an error occurred during closing of asynchronous generator {agen!r}",
                    "exception": result,
                    "asyncgen": agen,
                })

    # --- executors ---

    def run_in_executor(self, executor, func, *args):
        """Call a function in an executor, the default threads if it is None: a future."""
        self._check_closed()
        if self._debug:
            self._check_callback(func, "run_in_executor")
        if executor is None:
            self._check_default_executor()
            executor = self._default_executor
            if executor is None:
                executor = self._default_executor = concurrent.futures.ThreadPoolExecutor(
                    thread_name_prefix="asyncio")
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def _check_default_executor(self):
        if self._executor_shutdown_called:
            raise RuntimeError("Executor shutdown has been called")

    def set_default_executor(self, executor):
        """Set the executor that None stands for."""
        if not isinstance(executor, concurrent.futures.ThreadPoolExecutor):
            raise TypeError("executor must be ThreadPoolExecutor instance")
        self._default_executor = executor

    async def shutdown_default_executor(self, timeout=None):
        """Wait for the threads of the default executor."""
        self._executor_shutdown_called = True
        if self._default_executor is None:
            return
        future = self.create_future()
        thread = threading.Thread(target=self._do_shutdown, args=(future,))
        thread.start()
        try:
            async with tasks.timeouts.timeout(timeout):
                await future
        except TimeoutError:
            warnings.warn(f"The executor did not finishing joining its threads within {timeout} seconds.",
                          RuntimeWarning, stacklevel=2)
            self._default_executor.shutdown(wait=False)
        else:
            thread.join()

    def _do_shutdown(self, future):
        try:
            self._default_executor.shutdown(wait=True)
            if not self.is_closed():
                self.call_soon_threadsafe(futures._set_result_unless_cancelled, future, None)
        except Exception as error:
            if not self.is_closed() and not future.cancelled():
                self.call_soon_threadsafe(future.set_exception, error)

    # --- reports ---

    def get_exception_handler(self):
        """What is called with exceptions nobody handles, None if it is default_exception_handler()."""
        return self._exception_handler

    def set_exception_handler(self, handler):
        """Have handler(loop, context) called with exceptions nobody handles."""
        if handler is not None and not callable(handler):
            raise TypeError(f"A callable object or None is expected, got {handler!r}")
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Log what went wrong: `context` has a message, and an exception and more if known."""
        message = context.get("message") or "Unhandled exception in event loop"
        error = context.get("exception")
        exc_info = (type(error), error, error.__traceback__) if error is not None else False
        if ("source_traceback" not in context and self._current_handle is not None
                and self._current_handle._source_traceback):
            context["handle_traceback"] = self._current_handle._source_traceback
        lines = [message]
        titles = {"source_traceback": "Object created at (most recent call last):\n",
                  "handle_traceback": "Handle created at (most recent call last):\n"}
        for key in sorted(context):
            if key in ("message", "exception"):
                continue
            value = context[key]
            if key in titles:
                value = titles[key] + "".join(traceback.format_list(value)).rstrip()
            else:
                value = repr(value)
            lines.append(f"{key}: {value}")
        logger.error("\n".join(lines), exc_info=exc_info)

    def call_exception_handler(self, context):
        """Report what nobody handles."""
        if self._exception_handler is None:
            try:
                self.default_exception_handler(context)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                logger.error("Exception in default exception handler", exc_info=True)
            return
        try:
            place = next((context[key] for key in ("task", "future", "handle") if key in context), None)
            run_in = place.get_context() if hasattr(place, "get_context") else None
            if run_in is not None and hasattr(run_in, "run"):
                run_in.run(self._exception_handler, self, context)
            else:
                self._exception_handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            try:
                self.default_exception_handler({
                    "message": "Unhandled error in exception handler", "exception": error, "context": context})
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                logger.error("Exception in default exception handler while handling an unexpected error in custom "
                             "exception handler", exc_info=True)


def _format_handle(handle):
    callback = handle._callback
    owner = getattr(callback, "__self__", None)
    return repr(owner) if isinstance(owner, tasks.Task) else str(handle)
