"""What tasks say of themselves and of their mistakes; the class Task is native (_asyncio).

A loop of another make, one that is no BaseEventLoop, has nowhere to keep its tasks: they are here.
"""

import inspect
import linecache
import reprlib
import traceback
import weakref

from _asyncio import Task, _enter_task, _leave_task, _swap_current_task, _tasks_of, current_task

from . import coroutines, events, exceptions, futures

_scheduled_tasks = weakref.WeakSet()
_eager_tasks = set()
_current_tasks = {}  # the task whose step runs, by loop


def all_tasks(loop=None):
    """The tasks of a loop that are not done."""
    return set(_tasks_in_order(events.get_running_loop() if loop is None else loop))


def _tasks_in_order(loop):
    """The same as a list, the oldest first."""
    # Threads may add tasks of their loops while this one looks.
    for attempt in range(1000):
        try:
            tasks = [*_scheduled_tasks, *_eager_tasks]
            break
        except RuntimeError:
            if attempt == 999:
                raise
    tasks = [task for task in tasks if futures._get_loop(task) is loop]
    known = dict.fromkeys([*reversed(_tasks_of(loop)), *tasks])
    return [task for task in known if not task.done()]


_register_task = _scheduled_tasks.add
_unregister_task = _scheduled_tasks.discard
_register_eager_task = _eager_tasks.add
_unregister_eager_task = _eager_tasks.discard


# --- loops of another make ---

def _other_current_task(loop):
    return _current_tasks.get(loop)


def _swap_other_task(loop, task):
    before = _current_tasks.get(loop)
    if task is None:
        _current_tasks.pop(loop, None)
    else:
        _current_tasks[loop] = task
    return before


# --- mistakes ---

def _raise_entered(task, current):
    raise RuntimeError(f"Cannot enter into task {task!r} while another task {current!r} is being executed.")


def _raise_left(task, current):
    raise RuntimeError(f"Leaving task {task!r} does not match the current task {current!r}.")


def _raise_done(task, error):
    raise exceptions.InvalidStateError(f"_step(): already done: {task!r} {error!r}")


def _find_problem(task, yielded):
    """Why a task cannot wait for what its coroutine has yielded; None if it can."""
    blocking = getattr(yielded, "_asyncio_future_blocking", None)
    if blocking is not None:
        if futures._get_loop(yielded) is not task._loop:
            return f"Task {task!r} got Future {yielded!r} attached to a different loop"
        if not blocking:
            return f"yield was used instead of yield from in task {task!r} with {yielded!r}"
        if yielded is task:
            return f"Task cannot await on itself: {task!r}"
        return None
    if inspect.isgenerator(yielded):
        return f"yield was used instead of yield from for generator in task {task!r} with {yielded!r}"
    return f"Task got bad yield: {yielded!r}"


def _report_destroyed(task):
    """The task goes, and its coroutine has not come to its end."""
    context = {"message": "Task was destroyed but it is pending!", "task": task}
    if task._source_traceback:
        context["source_traceback"] = task._source_traceback
    task._loop.call_exception_handler(context)


# --- words ---

def _task_repr_info(task):
    info = futures._future_repr_info(task)
    if task.cancelling() and not task.done():
        info[0] = "cancelling"
    info.insert(1, f"name={task.get_name()!r}")
    waiter, coroutine = task._fut_waiter, task._coro
    if waiter is not None:
        info.insert(2, f"wait_for={waiter!r}")
    if coroutine:
        info.insert(2, f"coro=<{coroutines._format_coroutine(coroutine)}>")
    return info


@reprlib.recursive_repr()
def _task_repr(task):
    return f"<{task.__class__.__name__} {' '.join(_task_repr_info(task))}>"


def _task_get_stack(task, limit):
    """The frames of its coroutine: where it waits, or where its exception came from."""
    frames = []
    frame = getattr(task._coro, "cr_frame", getattr(task._coro, "gi_frame", None))
    if frame is not None:
        while frame is not None and (limit is None or len(frames) < limit):
            frames.append(frame)
            frame = frame.f_back
        frames.reverse()
    elif task._exception is not None:
        entry = task._exception.__traceback__
        while entry is not None and (limit is None or len(frames) < limit):
            frames.append(entry.tb_frame)
            entry = entry.tb_next
    return frames


def _task_print_stack(task, limit, file):
    """Print that, like a traceback."""
    entries = []
    for frame in task.get_stack(limit=limit):
        filename = frame.f_code.co_filename
        linecache.checkcache(filename)
        line = linecache.getline(filename, frame.f_lineno, frame.f_globals)
        entries.append((filename, frame.f_lineno, frame.f_code.co_name, line))
    error = task._exception
    if not entries:
        print(f"No stack for {task!r}", file=file)
    elif error is not None:
        print(f"Traceback for {task!r} (most recent call last):", file=file)
    else:
        print(f"Stack for {task!r} (most recent call last):", file=file)
    traceback.print_list(entries, file=file)
    if error is not None:
        for line in traceback.format_exception_only(error.__class__, error):
            print(line, file=file, end="")
