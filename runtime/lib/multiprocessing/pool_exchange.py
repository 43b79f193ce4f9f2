"""How a pool and its worker processes exchange tasks and results.

    task thread   -- put() --> [ idle worker ]            a connection for each worker
    result thread <- get() --- [ workers that answer ]

A worker has one task at a time, and a connection of its own. So one that is killed takes nothing with it but
the call that it was carrying out, and the exchange knows which that was: the call fails with ProcessError.
CPython: all workers share two pipes and their locks; the call is lost, and whoever waits for it waits for ever.

Results are received by the result thread alone. A connection is closed by it, or by the task thread if that is
just sending.
"""

import collections
import select
import threading

from .connection import Pipe
from .context import ProcessError
from .reduction import ForkingPickler


class WorkerEnd:
    """The worker's end of its connection, as a queue of tasks and one of results."""

    def __init__(self, connection):
        self.get, self.put = connection.recv, connection.send


class _Worker:
    """A worker, as its pool sees it."""

    def __init__(self, process, connection, tasks_left):
        self.process = process
        self.connection = connection
        self.tasks_left = tasks_left  # None: any number
        self.task = None              # (job, index) of what it was given and has not answered
        self.is_sending = False       # the task thread is sending to it
        self.has_ended = False        # and its exit status is known
        self.is_removed = False
        self.is_silent = False        # it has closed its end

    def lost(self):
        """The exception for the call that it was carrying out."""
        return ProcessError(f"a worker process ended abruptly (exit code {self.process.exitcode}) "
                            "while it carried out the call")


class Exchange:
    """The workers of a pool and what they are doing."""

    def __init__(self):
        self._condition = threading.Condition()
        self._workers = {}  # by descriptor
        self._idle = collections.deque()
        self._is_closed = False
        self._ready = collections.deque()  # descriptors, for the result thread
        self._poller = select.poll()
        self._wakeup_reader, self._wakeup_writer = Pipe(duplex=False)
        self._poller.register(self._wakeup_reader.fileno(), select.POLLIN)

    def _wake(self):
        self._wakeup_writer.send_bytes(b"")

    def add(self, process, connection, tasks_left):
        """A worker was started; tasks_left says how many tasks it is going to carry out."""
        worker = _Worker(process, connection, tasks_left)
        with self._condition:
            self._workers[connection.fileno()] = worker
            self._idle.append(worker)
            self._condition.notify()
        self._wake()

    def note_ended(self, process):
        """A worker process has ended: what it has sent before is still received."""
        with self._condition:
            for worker in self._workers.values():
                if worker.process is process:
                    worker.has_ended = True
        self._wake()

    def close(self):
        """No more tasks: get() gives None, put() fails, workers end when they have answered."""
        with self._condition:
            self._is_closed = True
            self._condition.notify_all()
            workers = [worker for worker in self._workers.values() if not worker.is_sending]
        for worker in workers:
            try:
                worker.connection.send(None)
            except OSError:
                pass  # it has ended
        self._wake()

    # --- the task thread ---

    def put(self, task):
        """Give a task to a worker as soon as one is idle. ProcessError if the worker was killed at once."""
        data = ForkingPickler.dumps(task)
        while True:
            worker = self._take_idle(task)
            try:
                worker.connection.send_bytes(data)
                was_sent = True
            except OSError:
                was_sent = False  # it has ended without the task, which another can have
            with self._condition:
                worker.is_sending = False
                if not was_sent:
                    worker.task = None
                if worker.is_removed:
                    worker.connection.close()
                    if worker.task is not None:
                        raise worker.lost()
            if was_sent:
                return

    def _take_idle(self, task):
        with self._condition:
            while True:
                if self._is_closed:
                    raise ProcessError("the pool was terminated")
                if self._idle:
                    worker = self._idle.popleft()
                    if not (worker.has_ended or worker.is_silent):
                        worker.task = task[:2]
                        worker.is_sending = True
                        return worker
                else:
                    self._condition.wait()

    # --- the result thread ---

    def get(self):
        """The next result: (job, index, (whether the call returned, what it returned or raised)).

        None, again and again, when the exchange is closed.
        """
        while True:
            if not self._ready:
                self._ready.extend(fd for fd, _ in self._poller.poll())
            fd = self._ready.popleft()
            if fd == self._wakeup_reader.fileno():
                result = self._look()
                if result is None and self._is_closed:
                    return None
            else:
                worker = self._workers.get(fd)
                result = worker and self._receive(worker)
            if result is not None:
                return result

    def _look(self):
        """Somebody has said that something changed: workers came or have ended. The result of one of these."""
        with self._condition:
            workers = list(self._workers.items())
        for fd, worker in workers:
            if not worker.is_silent:
                self._poller.register(fd, select.POLLIN)
            if worker.has_ended:
                result = self._receive(worker) if worker.connection.poll() else self._remove(worker)
                if result is not None:
                    return result
        self._wakeup_reader.recv_bytes()
        return None

    def _receive(self, worker):
        try:
            data = worker.connection.recv_bytes()
        except (EOFError, OSError):
            return self._hang_up(worker)
        try:
            result = ForkingPickler.loads(data)
        except Exception as error:
            result = (*worker.task, (False, error))
        with self._condition:
            worker.task = None
            if worker.tasks_left is not None:
                worker.tasks_left -= 1
            if worker.tasks_left != 0:
                self._idle.append(worker)
                self._condition.notify()
        return result

    def _hang_up(self, worker):
        """A worker sends no more: it has ended, or will be seen to have."""
        if worker.has_ended:
            return self._remove(worker)
        worker.is_silent = True
        self._poller.unregister(worker.connection.fileno())
        if worker.task is not None:
            worker.process.terminate()  # if it lives, without its connection
        return None

    def _remove(self, worker):
        """A worker has ended: the result of the call that it was carrying out, None if there was none."""
        fd = worker.connection.fileno()
        if not worker.is_silent:
            self._poller.unregister(fd)
        with self._condition:
            del self._workers[fd]
            worker.is_removed = True
            if worker.is_sending:
                return None  # put() sees to it
        worker.connection.close()
        return (*worker.task, (False, worker.lost())) if worker.task is not None else None
