"""Queues between interpreters.

A Queue is a number; the queue itself belongs to no interpreter. What is put in is taken apart
into bytes and put together again by whoever gets it, which is another object: nothing is
shared but the queue.
"""

import queue
import weakref

import _interpqueues as _queues
import _interpreters
from _crossing import decode, encode

__all__ = ['UNBOUND', 'UNBOUND_ERROR', 'UNBOUND_REMOVE', 'create', 'list_all', 'Queue',
           'QueueError', 'QueueNotFoundError', 'QueueEmpty', 'QueueFull',
           'ItemInterpreterDestroyed']


class QueueError(Exception):
    """Indicates that a queue-related error happened."""


class QueueNotFoundError(QueueError):
    """There is no queue of this number, or not any more."""


class QueueEmpty(QueueError, queue.Empty):
    """Raised from get_nowait() when the queue is empty, and from get() if it times out."""


class QueueFull(QueueError, queue.Full):
    """Raised from put_nowait() when the queue is full, and from put() if it times out."""


class ItemInterpreterDestroyed(QueueError):
    """Raised from get() for an item whose interpreter has gone."""


for _class in (QueueError, QueueNotFoundError):
    _class.__module__ = 'concurrent.interpreters'


class UnboundQueueItem:
    """What stands in a queue for an item whose interpreter has gone."""

    __slots__ = ()

    def __new__(cls):
        raise Exception(f'use {__name__}.UNBOUND')

    def __repr__(self):
        return f'{__name__}.UNBOUND'


UNBOUND = object.__new__(UnboundQueueItem)
UNBOUND_ERROR = object()
UNBOUND_REMOVE = object()
# In the order of the numbers that stand for them; 0 stands for what the queue says.
_UNBOUND = (None, UNBOUND_REMOVE, UNBOUND_ERROR, UNBOUND)


def _unbound_number(unbound):
    for number, known in enumerate(_UNBOUND):
        if unbound is known:
            return number
    raise NotImplementedError(f'unsupported unbound replacement op {unbound!r}')


def create(maxsize=0, *, unbounditems=UNBOUND):
    """Return a new cross-interpreter queue.

    maxsize is how many items may be in it, 0 or less: any number. unbounditems says what
    becomes of an item when the interpreter that put it goes: UNBOUND, get() returns that;
    UNBOUND_ERROR, get() raises ItemInterpreterDestroyed; UNBOUND_REMOVE, it vanishes.
    """
    return Queue(_queues.create(maxsize, _unbound_number(unbounditems) or 3))


def list_all():
    """Return a list of all open queues."""
    return [Queue(number) for number in _queues.list_all()]


_known = weakref.WeakValueDictionary()


class Queue:
    """A cross-interpreter queue."""

    def __new__(cls, id, /):
        # There is one object for each number in an interpreter.
        if not isinstance(id, int):
            raise TypeError(f'id must be an int, got {id!r}')
        self = _known.get(id)
        if self is None:
            _queues.bind(id)
            self = super().__new__(cls)
            self._id = int(id)
            _known[self._id] = self
        return self

    def __del__(self):
        try:
            _queues.release(self._id)
        except (AttributeError, QueueNotFoundError):
            pass

    def __repr__(self):
        return f'{type(self).__name__}({self.id})'

    def __hash__(self):
        return hash(self._id)

    def __reduce__(self):
        return (type(self), (self._id,))

    @property
    def id(self):
        return self._id

    @property
    def maxsize(self):
        return _queues.info(self._id)[0]

    @property
    def unbounditems(self):
        return _UNBOUND[_queues.info(self._id)[2]]

    def qsize(self):
        return _queues.info(self._id)[1]

    def empty(self):
        return self.qsize() == 0

    def full(self):
        maximum, count, _ = _queues.info(self._id)
        return 0 < maximum <= count

    def put(self, obj, block=True, timeout=None, *, unbounditems=None):
        """Add the object to the queue; wait while it is full.

        timeout is how many seconds to wait at most (QueueFull then). unbounditems says for this
        item what create_queue() says for all.
        """
        number = 0 if unbounditems is None else _unbound_number(unbounditems)
        is_plain = _interpreters.is_sendable(obj)
        if not is_plain:
            obj = encode(obj)
        if not _queues.put(self._id, obj, not is_plain, number, _timeout(block, timeout)):
            raise QueueFull(f'queue {self._id} is full')

    def put_nowait(self, obj, *, unbounditems=None):
        """Add the object to the queue, or raise QueueFull."""
        self.put(obj, False, unbounditems=unbounditems)

    def get(self, block=True, timeout=None):
        """Return the next object from the queue; wait while there is none.

        timeout is how many seconds to wait at most (QueueEmpty then).
        """
        item = _queues.get(self._id, _timeout(block, timeout))
        if item is None:
            raise QueueEmpty(f'queue {self._id} is empty')
        obj, is_encoded, unbound = item
        if unbound:
            if _UNBOUND[unbound] is UNBOUND_ERROR:
                raise ItemInterpreterDestroyed("item's original interpreter destroyed")
            return UNBOUND
        return decode(obj) if is_encoded else obj

    def get_nowait(self):
        """Return the next object from the queue, or raise QueueEmpty."""
        return self.get(False)


def _timeout(block, timeout):
    if not block:
        return 0
    if timeout is not None and timeout < 0:
        raise ValueError('timeout value must be non-negative')
    return timeout


_queues.register(Queue)
