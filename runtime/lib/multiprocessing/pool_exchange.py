"""How a pool and its worker processes exchange tasks and results.

    task thread   -- put() --> waiting --> [ tray ]      a tray and a connection for each worker
    result thread <- get() -------------- [ tray ]

A worker has a tray of its own. So one that is killed takes nothing with it but the call that it was carrying out,
and the exchange knows which that was: the call fails with ProcessError. CPython: all workers share two pipes and
their locks; the call is lost, and whoever waits for it waits for ever.

A tray is a socket that keeps messages apart, so that each is taken whole or not at all: the worker takes its tasks
out, and the exchange, which has the worker's end too, takes back those that the worker has not begun. What is
too long for a tray goes over the worker's connection; a message in the tray says so.

A task lies in a tray behind another only if

    the worker has just been quick     or else it would wait while others go on: it is taken back
    no worker is idle                  or else that one would get it: it is taken back for it

So a worker with short tasks finds the next one at once, and does not wait for two threads of another process.

Results are received by the result thread alone. A connection is closed by it, or by the task thread if that is
just sending.
"""

import collections
import os
import select
import socket
import threading
import time

from .connection import Connection, Pipe
from .context import ProcessError
from .reduction import ForkingPickler

_SHORT = 2048           # bytes of a message that fits into a tray; larger ones are sent over the connection
_ON_CONNECTION = b"C"   # what lies in the tray for one of these; pickles begin with another byte
_DEPTH = 32             # how many tasks a quick worker has at most
_WAITING = 64           # how many tasks wait before put() does
_QUICK_S = 0.001        # a worker is quick if its last task took no longer than this
_STUCK_S = 0.005        # and is not any more when one has taken as long as this


class Tray:
    """Messages between the exchange and one worker, as the exchange sees them."""

    def __init__(self):
        self._here, self._there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.fileno = self._here.fileno
        self.put = self._here.send

    def workers_end(self):
        """The worker's end, for sending it to the worker."""
        return Connection(os.dup(self._there.fileno()))

    @staticmethod
    def _take(end):
        try:
            return end.recv(_SHORT, socket.MSG_DONTWAIT) or None  # nothing also when it has ended
        except BlockingIOError:
            return None

    def take(self):
        """What the worker has put in; None if there is nothing."""
        return self._take(self._here)

    def take_back(self):
        """What the worker has not taken out; None if there is nothing."""
        return self._take(self._there)

    def end(self):
        """The worker finds no more than there is."""
        self._here.shutdown(socket.SHUT_WR)

    def close(self):
        self._here.close()
        self._there.close()


class WorkerEnd:
    """The worker's end of its tray and of its connection, as a queue of tasks and one of results."""

    def __init__(self, tray, connection):
        self._tray = tray
        self._connection = connection

    def get(self):
        """The next task; None at the end."""
        message = os.read(self._tray.fileno(), _SHORT)
        if message == _ON_CONNECTION:
            message = self._connection.recv_bytes()
        return ForkingPickler.loads(message) if message else None

    def put(self, result):
        message = bytes(ForkingPickler.dumps(result))
        is_short = len(message) <= _SHORT
        os.write(self._tray.fileno(), message if is_short else _ON_CONNECTION)
        if not is_short:
            self._connection.send_bytes(message)


class _Task:
    """A task as it is sent."""

    def __init__(self, task):
        self.place = task[:2]  # job, index
        self.message = bytes(ForkingPickler.dumps(task))
        self.is_short = len(self.message) <= _SHORT

    def failed(self, error):
        """Its result."""
        return (*self.place, (False, error))


class _Worker:
    """A worker, as its pool sees it."""

    def __init__(self, process, tray, connection, tasks_left):
        self.process = process
        self.tray = tray
        self.connection = connection
        self.tasks_left = tasks_left      # None: any number
        self.tasks = collections.deque()  # what it was given and has not answered, the oldest first
        self.is_quick = False             # its last task did not take long
        self.since = 0.0                  # when it can have begun the oldest
        self.is_sending = False           # the task thread is sending to it over the connection
        self.has_ended = False            # and its exit status is known
        self.is_removed = False
        self.is_silent = False            # it has closed its end of the connection

    def has_room(self):
        """Whether a task may lie behind another."""
        length = len(self.tasks)
        return self.is_quick and length < _DEPTH and (self.tasks_left is None or length < self.tasks_left)

    def give(self, task):
        """A task for it, short or sent over the connection afterwards."""
        if not self.tasks:
            self.since = time.monotonic()
        self.is_quick = self.is_quick and task.is_short  # nothing lies behind a long one: it cannot be taken back
        self.tasks.append(task)
        self.tray.put(task.message if task.is_short else _ON_CONNECTION)

    def take_back(self):
        """The tasks that it has not taken out, the oldest first."""
        tasks = []
        while (message := self.tray.take_back()) is not None:
            for task in self.tasks:
                if task.message == message:
                    tasks.append(task)
                    self.tasks.remove(task)
                    break
        return tasks

    def lost(self):
        """The exception for the call that it was carrying out."""
        return ProcessError(f"a worker process ended abruptly (exit code {self.process.exitcode}) "
                            "while it carried out the call")

    def close(self):
        self.connection.close()
        self.tray.close()


class Exchange:
    """The workers of a pool and what they are doing."""

    def __init__(self):
        self._condition = threading.Condition()
        self._workers = {}                   # by the descriptor of the tray
        self._of_connection = {}             # the same by that of the connection
        self._idle = collections.deque()     # workers that have no task
        self._waiting = collections.deque()  # tasks that no worker has; all are short
        self._is_closed = False
        self._ready = collections.deque()    # descriptors, for the result thread
        self._poller = select.poll()
        self._wakeup_reader, self._wakeup_writer = Pipe(duplex=False)
        self._poller.register(self._wakeup_reader.fileno(), select.POLLIN)

    def _wake(self):
        self._wakeup_writer.send_bytes(b"")

    def add(self, process, tray, connection, tasks_left):
        """A worker was started; tasks_left says how many tasks it is going to carry out."""
        worker = _Worker(process, tray, connection, tasks_left)
        with self._condition:
            self._workers[tray.fileno()] = worker
            self._of_connection[connection.fileno()] = worker
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
            for worker in self._workers.values():
                worker.tray.end()
        self._wake()

    # --- the task thread ---

    def put(self, task):
        """Give a task to a worker as soon as one can have it. ProcessError if the worker was killed at once."""
        task = _Task(task)
        with self._condition:
            while not self._is_closed:
                worker = None if self._waiting else self._choose(only_idle=not task.is_short)
                if worker is not None:
                    worker.is_sending = not task.is_short
                    worker.give(task)
                    break
                if task.is_short and len(self._waiting) < _WAITING:
                    self._waiting.append(task)
                    break
                self._condition.wait()
            else:
                raise ProcessError("the pool was terminated")
        if not task.is_short:
            self._send_long(worker, task)

    def _send_long(self, worker, task):
        try:
            worker.connection.send_bytes(task.message)
        except OSError:
            pass  # it has ended: whoever removes it sees what it has not answered
        with self._condition:
            worker.is_sending = False
            if worker.is_removed:
                worker.close()
                raise worker.lost()

    def _choose(self, only_idle=False):
        """The worker that gets the next task; None if it waits. The lock is held."""
        while self._idle:
            worker = self._idle.popleft()
            if not (worker.has_ended or worker.is_silent):
                return worker
        if only_idle:
            return None
        return min((each for each in self._workers.values() if each.has_room()),
                   key=lambda worker: len(worker.tasks), default=None)

    def _deal(self):
        """Some worker has answered, come or gone: the tasks that wait are given away. The lock is held."""
        now = time.monotonic()
        for worker in self._workers.values():
            if len(worker.tasks) > 1 and (now - worker.since > _STUCK_S or self._idle and not self._waiting):
                worker.is_quick = worker.is_quick and now - worker.since <= _STUCK_S
                self._waiting.extendleft(reversed(worker.take_back()))
                if not worker.tasks:
                    self._idle.append(worker)
        while self._waiting and (worker := self._choose()) is not None:
            worker.give(self._waiting.popleft())
        if 2 * len(self._waiting) <= _WAITING:
            self._condition.notify()

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
                worker = self._workers.get(fd) or self._of_connection.get(fd)
                result = worker and self._receive(worker)
            if result is not None:
                return result

    def _look(self):
        """Somebody has said that something changed: workers came or have ended. The result of one of these."""
        with self._condition:
            workers = list(self._workers.values())
        for worker in workers:
            if not worker.is_silent:
                self._poller.register(worker.tray.fileno(), select.POLLIN)
                self._poller.register(worker.connection.fileno(), select.POLLIN)
            if worker.has_ended:
                result = self._receive(worker)
                if result is not None:
                    return result
        with self._condition:
            self._deal()
        self._wakeup_reader.recv_bytes()
        return None

    def _receive(self, worker):
        """The next result of a worker, if it has sent one."""
        message = worker.tray.take()
        if message is None:
            if not (worker.has_ended or worker.connection.poll()):
                return None  # what was here was taken before
            message = worker.tray.take()  # nothing is on a connection but what the tray says before
        try:
            if message == _ON_CONNECTION:
                message = worker.connection.recv_bytes()
        except (EOFError, OSError):
            message = None
        if message is None:
            return self._hang_up(worker)
        try:
            result = ForkingPickler.loads(message)
        except Exception as error:
            result = worker.tasks[0].failed(error)
        with self._condition:
            self._note_answer(worker)
            self._deal()
        return result

    def _note_answer(self, worker):
        now = time.monotonic()
        worker.is_quick = now - worker.since <= _QUICK_S
        worker.tasks.popleft()
        worker.since = now
        if worker.tasks_left is not None:
            worker.tasks_left -= 1
        if worker.tasks_left != 0 and not worker.tasks:
            self._idle.append(worker)

    def _hang_up(self, worker):
        """A worker sends no more: it has ended, or will be seen to have."""
        if worker.has_ended:
            return self._remove(worker)
        worker.is_silent = True
        self._unregister(worker)
        if worker.tasks:
            worker.process.terminate()  # if it lives, without its connection
        return None

    def _unregister(self, worker):
        self._poller.unregister(worker.tray.fileno())
        self._poller.unregister(worker.connection.fileno())

    def _remove(self, worker):
        """A worker has ended: the result of the call that it was carrying out, None if there was none."""
        if not worker.is_silent:
            self._unregister(worker)
        with self._condition:
            del self._workers[worker.tray.fileno()]
            del self._of_connection[worker.connection.fileno()]
            worker.is_removed = True
            self._waiting.extendleft(reversed(worker.take_back()))
            self._deal()
            if worker.is_sending:
                return None  # put() sees to it
        worker.close()
        return worker.tasks[0].failed(worker.lost()) if worker.tasks else None
