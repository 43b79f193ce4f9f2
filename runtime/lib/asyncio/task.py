"""Task: a future that runs a coroutine.

A task takes one step at a time. A step resumes the coroutine until it awaits something that is not
there yet; it then yields the future it waits for, and the task hangs its wakeup on that future:

    step -> coroutine runs -> yields a future -> ... future done -> wakeup -> step -> ...

Cancelling a task that waits cancels what it waits for; the CancelledError then comes up through the
coroutine, whose finally blocks run as for any exception.
"""

import contextvars
import inspect
import itertools
import linecache
import traceback
import weakref

from . import coroutines, events, exceptions, futures

_next_name = itertools.count(1).__next__
_scheduled_tasks = weakref.WeakSet()
_current_tasks = {}  # the task whose step runs, by loop


def current_task(loop=None):
    """The task that runs in a loop, the running one if none is given; None if it is not a task."""
    return _current_tasks.get(events.get_running_loop() if loop is None else loop)


def all_tasks(loop=None):
    """The tasks of a loop that are not done."""
    loop = events.get_running_loop() if loop is None else loop
    # Threads may add tasks of their loops while this one looks.
    for attempt in range(1000):
        try:
            tasks = list(_scheduled_tasks)
            break
        except RuntimeError:
            if attempt == 999:
                raise
    return {task for task in tasks if futures._get_loop(task) is loop and not task.done()}


def _enter_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not None:
        raise RuntimeError(f"Cannot enter into task {task!r} while another task {current!r} is being executed.")
    _current_tasks[loop] = task


def _leave_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not task:
        raise RuntimeError(f"Leaving task {task!r} does not match the current task {current!r}.")
    del _current_tasks[loop]


def _swap_current_task(loop, task):
    before = _current_tasks.get(loop)
    if task is None:
        _current_tasks.pop(loop, None)
    else:
        _current_tasks[loop] = task
    return before


_register_task = _scheduled_tasks.add
_unregister_task = _scheduled_tasks.discard


class Task(futures.Future):
    """A coroutine that runs in a loop by itself."""

    # Whether its destruction while it is pending is reported; gather() and shield() say no.
    _log_destroy_pending = True
    _fut_waiter = None  # the future it waits for
    _must_cancel = False  # the next step throws CancelledError
    _num_cancels_requested = 0

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        super().__init__(loop=loop)
        if self._source_traceback:
            del self._source_traceback[-1]
        if not coroutines.iscoroutine(coro):
            self._log_destroy_pending = False
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        self._name = f"Task-{_next_name()}" if name is None else str(name)
        self._coro = coro
        self._context = contextvars.copy_context() if context is None else context
        if eager_start and self._loop.is_running():
            self._start_eagerly()
        else:
            self._loop.call_soon(self._step, context=self._context)
            _register_task(self)

    def __del__(self):
        if self._state == "PENDING" and self._log_destroy_pending:
            context = {"task": self, "message": "Task was destroyed but it is pending!"}
            if self._source_traceback:
                context["source_traceback"] = self._source_traceback
            self._loop.call_exception_handler(context)
        super().__del__()

    def _repr_info(self):
        info = super()._repr_info()
        if self.cancelling() and not self.done():
            info[0] = "cancelling"
        info.insert(1, f"name={self._name!r}")
        if self._fut_waiter is not None:
            info.insert(2, f"wait_for={self._fut_waiter!r}")
        if self._coro:
            info.insert(2, f"coro=<{coroutines._format_coroutine(self._coro)}>")
        return info

    def get_coro(self):
        """The coroutine it runs."""
        return self._coro

    def get_context(self):
        """The context it runs in."""
        return self._context

    def get_name(self):
        """Its name."""
        return self._name

    def set_name(self, value):
        """Set its name."""
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def get_stack(self, *, limit=None):
        """The frames of its coroutine: where it waits, or where its exception came from."""
        frames = []
        frame = getattr(self._coro, "cr_frame", getattr(self._coro, "gi_frame", None))
        if frame is not None:
            while frame is not None and (limit is None or len(frames) < limit):
                frames.append(frame)
                frame = frame.f_back
            frames.reverse()
        elif self._exception is not None:
            entry = self._exception.__traceback__
            while entry is not None and (limit is None or len(frames) < limit):
                frames.append(entry.tb_frame)
                entry = entry.tb_next
        return frames

    def print_stack(self, *, limit=None, file=None):
        """Print that, like a traceback."""
        entries = []
        for frame in self.get_stack(limit=limit):
            filename = frame.f_code.co_filename
            linecache.checkcache(filename)
            line = linecache.getline(filename, frame.f_lineno, frame.f_globals)
            entries.append((filename, frame.f_lineno, frame.f_code.co_name, line))
        error = self._exception
        if not entries:
            print(f"No stack for {self!r}", file=file)
        elif error is not None:
            print(f"Traceback for {self!r} (most recent call last):", file=file)
        else:
            print(f"Stack for {self!r} (most recent call last):", file=file)
        traceback.print_list(entries, file=file)
        if error is not None:
            for line in traceback.format_exception_only(error.__class__, error):
                print(line, file=file, end="")

    def cancel(self, msg=None):
        """Have CancelledError raised in the coroutine at its next step; whether it was not done."""
        self._log_exception = False
        if self.done():
            return False
        self._num_cancels_requested += 1
        if self._fut_waiter is not None and self._fut_waiter.cancel(msg=msg):
            return True  # that wakes the task
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        """How many calls of cancel() have not been taken back by uncancel()."""
        return self._num_cancels_requested

    def uncancel(self):
        """Take one call of cancel() back, for whoever has handled it; how many remain."""
        if self._num_cancels_requested > 0:
            self._num_cancels_requested -= 1
            if self._num_cancels_requested == 0:
                self._must_cancel = False
        return self._num_cancels_requested

    def _start_eagerly(self):
        before = _swap_current_task(self._loop, self)
        try:
            _register_task(self)
            try:
                self._context.run(self._resume, None)
            finally:
                _unregister_task(self)
        finally:
            try:
                current = _swap_current_task(self._loop, before)
                assert current is self
            finally:
                if self.done():
                    self._coro = None
                else:
                    _register_task(self)

    def _step(self, error=None):
        if self._state != "PENDING":
            raise exceptions.InvalidStateError(f"__step(): already done: {self!r}, {error!r}")
        if self._must_cancel:
            if not isinstance(error, exceptions.CancelledError):
                error = self._make_cancelled_error()
            self._must_cancel = False
        self._fut_waiter = None
        loop = self._loop
        if loop in _current_tasks:
            _enter_task(loop, self)  # which raises
        _current_tasks[loop] = self
        try:
            self._resume(error)
        finally:
            if _current_tasks.get(loop) is self:
                del _current_tasks[loop]
            else:
                _leave_task(loop, self)  # which raises

    def _resume(self, error):
        """Run the coroutine until it yields or ends."""
        try:
            if error is None:
                yielded = self._coro.send(None)
            else:
                yielded = self._coro.throw(error)
        except StopIteration as stop:
            if self._must_cancel:  # it was cancelled in its last step
                self._must_cancel = False
                super().cancel(msg=self._cancel_message)
            else:
                super().set_result(stop.value)
        except exceptions.CancelledError as cancelled:
            self._cancelled_exc = cancelled
            super().cancel()
        except (KeyboardInterrupt, SystemExit) as end:
            super().set_exception(end)
            raise
        except BaseException as failure:
            super().set_exception(failure)
        else:
            if yielded is None:  # a bare yield: only to let others run
                self._loop.call_soon(self._step, context=self._context)
            else:
                self._wait_for(yielded)

    def _wait_for(self, yielded):
        """Go on when what the coroutine has yielded is done."""
        blocking = getattr(yielded, "_asyncio_future_blocking", None)
        if blocking is not None:
            if futures._get_loop(yielded) is not self._loop:
                problem = f"Task {self!r} got Future {yielded!r} attached to a different loop"
            elif not blocking:
                problem = f"yield was used instead of yield from in task {self!r} with {yielded!r}"
            elif yielded is self:
                problem = f"Task cannot await on itself: {self!r}"
            else:
                yielded._asyncio_future_blocking = False
                yielded.add_done_callback(self._wakeup, context=self._context)
                self._fut_waiter = yielded
                if self._must_cancel and yielded.cancel(msg=self._cancel_message):
                    self._must_cancel = False
                return
        elif inspect.isgenerator(yielded):
            problem = f"yield was used instead of yield from for generator in task {self!r} with {yielded!r}"
        else:
            problem = f"Task got bad yield: {yielded!r}"
        self._loop.call_soon(self._step, RuntimeError(problem), context=self._context)

    def _wakeup(self, future):
        if isinstance(future, futures.Future) and future._state == "FINISHED" and future._exception is None:
            self._step()
            return
        try:
            future.result()
        except BaseException as error:
            self._step(error)
        else:
            self._step()


_step_name, _wakeup_name = "TaskStepMethWrapper", "Task.task_wakeup"
Task._wakeup.__qualname__ = Task._wakeup.__name__ = _wakeup_name
Task.__module__ = futures.Future.__module__ = "_asyncio"
