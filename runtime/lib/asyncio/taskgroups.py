"""TaskGroup: tasks that live no longer than a block of code."""

from . import events, exceptions
from .task import current_task

__all__ = ("TaskGroup",)


class TaskGroup:
    """Waits at the end of its block for all of its tasks; one that fails has the others cancelled.

    The exceptions of the tasks and of the block come out together, in an exception group.
    """

    def __init__(self):
        self._entered = False
        self._exiting = False
        self._aborting = False
        self._loop = None
        self._parent_task = None
        self._parent_cancel_requested = False
        self._tasks = {}  # an ordered set: they are cancelled as they were made
        self._errors = []
        self._base_error = None  # KeyboardInterrupt or SystemExit goes out alone
        self._on_completed_fut = None

    def __repr__(self):
        info = [""]
        if self._tasks:
            info.append(f"tasks={len(self._tasks)}")
        if self._errors:
            info.append(f"errors={len(self._errors)}")
        if self._aborting:
            info.append("cancelling")
        elif self._entered:
            info.append("entered")
        return f"<TaskGroup{' '.join(info)}>"

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        if self._loop is None:
            self._loop = events.get_running_loop()
        self._parent_task = current_task(self._loop)
        if self._parent_task is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        self._entered = True
        return self

    async def __aexit__(self, exc_type, error, tb):
        try:
            return await self._leave(exc_type, error)
        finally:
            # The exceptions refer to frames that refer to this: no cycles.
            self._parent_task = None
            self._errors = None
            self._base_error = None
            error = None

    async def _leave(self, exc_type, error):
        self._exiting = True
        if error is not None and self._is_base_error(error) and self._base_error is None:
            self._base_error = error
        propagate = error if exc_type is not None and issubclass(exc_type, exceptions.CancelledError) else None
        if exc_type is not None and not self._aborting:
            self._abort()
        try:
            while self._tasks:  # each time the parent is cancelled it wakes
                if self._on_completed_fut is None:
                    self._on_completed_fut = self._loop.create_future()
                try:
                    await self._on_completed_fut
                except exceptions.CancelledError as cancelled:
                    if not self._aborting:  # somebody cancels the parent
                        propagate = cancelled
                        self._abort()
                self._on_completed_fut = None
            assert not self._tasks
            if self._base_error is not None:
                raise self._base_error
            if self._parent_cancel_requested and self._parent_task.uncancel() == 0:
                propagate = None  # it was this group that cancelled its block
            # What cancelled the parent from outside goes before, unless there are errors to tell.
            if propagate is not None and not self._errors:
                raise propagate
        finally:
            propagate = None
        if exc_type is not None and not issubclass(exc_type, exceptions.CancelledError):
            self._errors.append(error)
        if self._errors:
            # A cancellation of the parent that came meanwhile is raised at its next await.
            if self._parent_task.cancelling():
                self._parent_task.uncancel()
                self._parent_task.cancel()
            try:
                raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors) from None
            finally:
                error = None

    def create_task(self, coro, *, name=None, context=None):
        """Run a coroutine as a task of the group."""
        if not self._entered:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} has not been entered")
        if self._exiting and not self._tasks:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} is finished")
        if self._aborting:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} is shutting down")
        if context is None:
            task = self._loop.create_task(coro, name=name)
        else:
            task = self._loop.create_task(coro, name=name, context=context)
        if task.done():  # of an eager task factory
            self._on_task_done(task)
        else:
            self._tasks[task] = None
            task.add_done_callback(self._on_task_done)
        try:
            return task
        finally:
            del task

    @staticmethod
    def _is_base_error(error):
        return isinstance(error, (SystemExit, KeyboardInterrupt))

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _on_task_done(self, task):
        self._tasks.pop(task, None)
        if self._on_completed_fut is not None and not self._tasks and not self._on_completed_fut.done():
            self._on_completed_fut.set_result(True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        if self._is_base_error(error) and self._base_error is None:
            self._base_error = error
        if self._parent_task.done():
            self._loop.call_exception_handler({
                "message": f"Task {task!r} has errored out but its parent task {self._parent_task} is already completed",
                "exception": error,
                "task": task,
            })
            return
        if not self._aborting and not self._parent_cancel_requested:
            self._abort()
            self._parent_cancel_requested = True
            self._parent_task.cancel()
