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

To wake a thread costs more than a short task. So the task thread wakes nobody but an idle worker: other tasks wait
until the result thread deals them. That takes all the answers of a worker at once, deals many tasks in one go
(_message_socket), and takes a nap instead of being woken by each answer while all workers have plenty to do.

Results are received by the result thread alone. A connection is closed by it, or by the task thread if that is
just sending.
"""

import collections
import os
import select
import socket
import threading
import time

import _message_socket

from .connection import Connection, Pipe
from .context import ProcessError
from .reduction import ForkingPickler, dumps_bytes

_SHORT = _message_socket.SIZE_MAX  # bytes that fit into a tray; longer messages are sent over the connection
_ON_CONNECTION = b"C"   # what lies in the tray for one of these; pickles begin with another byte
_DEPTH = 64             # how many tasks a quick worker has at most
_PLENTY = 16            # how many are enough for as long as a nap
_WAITING = 256          # how many tasks wait before put() does
_NAP_S = 0.0001
_QUICK_S = 0.001        # a worker is quick if its last tasks took no longer than this each
_STUCK_S = 0.005        # and is not any more when one has taken as long as this


class Tray:
    """Messages between the exchange and one worker, as the exchange sees them."""

    def __init__(self):
        self._here, self._there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.fileno = self._here.fileno

    def put(self, messages):
        """As many messages as there is room for; how many."""
        return _message_socket.send(self._here.fileno(), messages)

    def workers_end(self):
        """The worker's end, for sending it to the worker."""
        return Connection(os.dup(self._there.fileno()))

    def take(self):
        """Some of the messages that the worker has put in; none if there are none."""
        return _message_socket.receive(self._here.fileno())

    def take_back(self):
        """All that the worker has not taken out."""
        messages = []
        while some := _message_socket.receive(self._there.fileno()):
            messages += some
        return messages

    def end(self):
        """The worker finds no more than there is."""
        self._here.shutdown(socket.SHUT_WR)

    def close(self):
        self._here.close()
        self._there.close()

    __del__ = close  # of a pool that was dropped


class WorkerEnd:
    """The worker's end of its tray and of its connection, as a queue of tasks and one of results."""

    def __init__(self, tray, connection):
        self._tray = tray
        self._fileno = tray.fileno()
        self._connection = connection

    def get(self):
        """The next task; None at the end."""
        message = os.read(self._fileno, _SHORT)
        if message == _ON_CONNECTION:
            message = self._connection.recv_bytes()
        return ForkingPickler.loads(message) if message else None

    def put(self, result):
        message = dumps_bytes(result)
        is_short = len(message) <= _SHORT
        os.write(self._fileno, message if is_short else _ON_CONNECTION)
        if not is_short:
            self._connection.send_bytes(message)


class _Task:
    """A task as it is sent."""

    def __init__(self, task):
        self.place = task[:2]  # job, index
        self.message = dumps_bytes(task)
        self.is_short = len(self.message) <= _SHORT
        self.in_tray = self.message if self.is_short else _ON_CONNECTION

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

    def takes(self):
        """How many tasks it may have: one behind another only if it is quick."""
        most = _DEPTH if self.is_quick else 1
        return most if self.tasks_left is None else min(most, self.tasks_left)

    def is_here(self):
        """Whether it will see what lies in its tray."""
        return not (self.has_ended or self.is_silent)

    def give(self, tasks):
        """Tasks for it, short ones or one that is sent over the connection afterwards; those that found no room."""
        if not self.tasks:
            self.since = time.monotonic()
        self.is_quick = self.is_quick and tasks[0].is_short  # nothing lies behind a long one: it cannot be taken back
        self.tasks.extend(tasks)  # first: the answer may come at once
        unsent = tasks[self.tray.put([task.in_tray for task in tasks]):]
        for _ in unsent:
            self.tasks.pop()
        return unsent

    def take_back(self):
        """The tasks that it has not taken out, the oldest first."""
        messages = set(self.tray.take_back())
        tasks = [task for task in self.tasks if task.message in messages]
        self.tasks = collections.deque([task for task in self.tasks if task.message not in messages])
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
        self._lock = threading.Lock()
        self._condition = threading.Condition(self._lock)
        self._workers = {}                   # by the descriptor of the tray
        self._of_connection = {}             # the same by that of the connection
        self._idle = {}                      # workers that have no task and may have one, as keys
        self._waiting = collections.deque()  # tasks that no worker has; all are short
        self._is_closed = False
        self._has_plenty = False             # all workers have plenty to do
        self._results = collections.deque()  # for the result thread
        self._poller = select.poll()
        self._wakeup_reader, self._wakeup_writer = Pipe(duplex=False)
        self._poller.register(self._wakeup_reader.fileno(), select.POLLIN)

    def _wake(self):
        self._wakeup_writer.send_bytes(b"")

    def add(self, process, tray, connection, tasks_left):
        """A worker was started; tasks_left says how many tasks it is going to carry out."""
        worker = _Worker(process, tray, connection, tasks_left)
        with self._lock:
            self._workers[tray.fileno()] = worker
            self._of_connection[connection.fileno()] = worker
            self._idle[worker] = True
            self._condition.notify()
        self._wake()

    def note_ended(self, process):
        """A worker process has ended: what it has sent before is still received."""
        with self._lock:
            for worker in self._workers.values():
                if worker.process is process:
                    worker.has_ended = True
                    self._idle.pop(worker, None)
        self._wake()

    def close(self):
        """No more tasks: get() gives None, put() fails, workers end when they have answered."""
        with self._lock:
            self._is_closed = True
            self._condition.notify_all()
            for worker in self._workers.values():
                worker.tray.end()
        self._wake()

    # --- the task thread ---

    def put(self, task):
        """Give a task to a worker as soon as one can have it. ProcessError if the worker was killed at once."""
        task = _Task(task)
        with self._lock:
            while not self._is_closed:
                if self._idle and not self._waiting:
                    worker = next(iter(self._idle))
                    del self._idle[worker]
                    worker.is_sending = not task.is_short
                    worker.give([task])  # there is room
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
        with self._lock:
            worker.is_sending = False
            if worker.is_removed:
                worker.close()
                raise worker.lost()

    def _deal(self):
        """Some worker has answered, come or gone: the tasks that wait are given away. The lock is held."""
        now = time.monotonic()
        workers = [worker for worker in self._workers.values() if worker.is_here()]
        for worker in workers:
            if len(worker.tasks) > 1 and (now - worker.since > _STUCK_S or self._idle and not self._waiting):
                worker.is_quick = worker.is_quick and now - worker.since <= _STUCK_S
                self._waiting.extendleft(reversed(worker.take_back()))
                if not worker.tasks:
                    self._idle[worker] = True
        if self._waiting and not self._is_closed:
            self._give_away([worker for worker in workers if len(worker.tasks) < worker.takes()])
        self._has_plenty = min([len(worker.tasks) for worker in workers], default=0) >= _PLENTY
        if 2 * len(self._waiting) <= _WAITING:
            self._condition.notify()

    def _give_away(self, takers):
        """Tasks that wait, to workers that may have more: so many that they all have the same number."""
        n_tasks = len(self._waiting) + sum([len(worker.tasks) for worker in takers])
        for worker in takers:
            n_given = min(worker.takes(), -(-n_tasks // len(takers))) - len(worker.tasks)
            tasks = [self._waiting.popleft() for _ in range(min(n_given, len(self._waiting)))]
            if tasks:
                self._waiting.extendleft(reversed(worker.give(tasks)))
                self._idle.pop(worker, None)

    # --- the result thread ---

    def get(self):
        """The next result: (job, index, (whether the call returned, what it returned or raised)).

        None, again and again, when the exchange is closed.
        """
        while not self._results:
            if self._has_plenty:
                time.sleep(_NAP_S)
            for fd, _ in self._poller.poll():
                if fd == self._wakeup_reader.fileno():
                    self._look()
                    break  # descriptors of workers that are gone may be those of others by now
                elif worker := self._workers.get(fd) or self._of_connection.get(fd):
                    self._receive(worker)
            if self._is_closed and not self._results:
                return None
        return self._results.popleft()

    def _look(self):
        """Somebody has said that something changed: workers came or have ended."""
        self._wakeup_reader.recv_bytes()
        with self._lock:
            workers = list(self._workers.values())
        for worker in workers:
            if not worker.is_silent:
                self._poller.register(worker.tray.fileno(), select.POLLIN)
                self._poller.register(worker.connection.fileno(), select.POLLIN)
            while worker.has_ended and not worker.is_removed:
                self._receive(worker)
        with self._lock:
            self._deal()

    def _receive(self, worker):
        """Results of a worker, those that it has sent."""
        messages = worker.tray.take()
        if not messages:
            if not (worker.has_ended or not worker.is_silent and worker.connection.poll()):
                return  # what was here was taken before
            messages = worker.tray.take()  # nothing is on a connection but what the tray says before
        n_answers = 0
        try:
            for message in messages:
                if message == _ON_CONNECTION:
                    message = worker.connection.recv_bytes()
                self._results.append(self._unpack(message, worker.tasks[n_answers]))
                n_answers += 1
        except (EOFError, OSError):
            pass
        if n_answers:
            with self._lock:
                self._note_answers(worker, n_answers)
                self._deal()
        if n_answers < len(messages) or not messages:
            self._hang_up(worker)

    @staticmethod
    def _unpack(message, task):
        try:
            return ForkingPickler.loads(message)
        except Exception as error:
            return task.failed(error)

    def _note_answers(self, worker, n_answers):
        now = time.monotonic()
        worker.is_quick = now - worker.since <= _QUICK_S * n_answers
        worker.since = now
        for _ in range(n_answers):
            worker.tasks.popleft()
        if worker.tasks_left is not None:
            worker.tasks_left -= n_answers
        if worker.tasks_left != 0 and not worker.tasks and worker.is_here():
            self._idle[worker] = True

    def _hang_up(self, worker):
        """A worker sends no more: it has ended, or will be seen to have."""
        if worker.has_ended:
            self._remove(worker)
            return
        with self._lock:
            worker.is_silent = True
            self._idle.pop(worker, None)
        self._unregister(worker)
        if worker.tasks:
            worker.process.terminate()  # if it lives, without its connection

    def _unregister(self, worker):
        self._poller.unregister(worker.tray.fileno())
        self._poller.unregister(worker.connection.fileno())

    def _remove(self, worker):
        """A worker has ended: the call that it was carrying out has failed, if there was one."""
        if not worker.is_silent:
            self._unregister(worker)
        with self._lock:
            del self._workers[worker.tray.fileno()]
            del self._of_connection[worker.connection.fileno()]
            worker.is_removed = True
            self._waiting.extendleft(reversed(worker.take_back()))
            self._deal()
            if worker.is_sending:
                return  # put() sees to it
        worker.close()
        if worker.tasks:
            self._results.append(worker.tasks[0].failed(worker.lost()))
