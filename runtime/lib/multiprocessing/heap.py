"""Blocks of memory that processes share.

An arena is a file in memory, mapped; blocks are cut from it, and freed ones kept by size. A block is kept for
good once a process was started that may use it. A forked child has the arenas, too, but cuts its own blocks
from new ones: what it would take, its parent might use.
"""

import os
import threading

import _multiprocessing

from . import util
from .reduction import DupFd, register

__all__ = ["BufferWrapper"]

_ARENA_SIZE = 1 << 16
_ALIGNMENT = 32


class Arena:
    """A file in memory and its mapping."""

    def __init__(self, size, fd=-1):
        self.size = size
        self.fd = _multiprocessing.memory_file(size) if fd == -1 else fd
        self.mapping = _multiprocessing.map_file(self.fd, size)
        util.Finalize(self, os.close, (self.fd,))


def _reduce_arena(arena):
    return _rebuild_arena, (arena.size, DupFd(arena.fd))


def _rebuild_arena(size, inherited):
    return Arena(size, inherited.detach())


register(Arena, _reduce_arena)


class _Heap:
    """The blocks of this process."""

    def __init__(self):
        self.pid = os.getpid()
        self.lock = threading.Lock()
        self.free_blocks = {}  # by size: lists of (arena, start)
        self.arena = None
        self.used = 0  # bytes of the arena
        self.started = 0  # processes

    def allocate(self, size):
        """A block: (arena, start)."""
        with self.lock:
            free = self.free_blocks.get(size)
            if free:
                return free.pop()
            if size > _ARENA_SIZE // 2:
                return Arena(size), 0
            if self.arena is None or self.used + size > self.arena.size:
                self.arena, self.used = Arena(_ARENA_SIZE), 0
            start = self.used
            self.used += size
            return self.arena, start

    def free(self, pid, started, size, block):
        """Keep a block for later, unless another process may use it."""
        if pid == os.getpid() == self.pid and started == self.started:
            self.free_blocks.setdefault(size, []).append(block)  # one step: no lock in a finalizer


_heap = _Heap()


def _note_process():
    _heap.started += 1


os.register_at_fork(before=_note_process)


class BufferWrapper:
    """A block of zeroes, freed with this object."""

    def __init__(self, size):
        global _heap
        if size < 0:
            raise ValueError("Size {0:n} out of range".format(size))
        if _heap.pid != os.getpid():
            _heap = _Heap()
        size = max((size + _ALIGNMENT - 1) // _ALIGNMENT * _ALIGNMENT, _ALIGNMENT)
        self.arena, self.start = block = _heap.allocate(size)
        self.size = size
        self.arena.mapping[self.start:self.start + size] = bytes(size)
        util.Finalize(self, _heap.free, (os.getpid(), _heap.started, size, block))

    def create_memoryview(self):
        """A memoryview of the block."""
        return memoryview(self.arena.mapping)[self.start:self.start + self.size]
