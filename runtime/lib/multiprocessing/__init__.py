"""Processes as easy to use as threads.

    process, context, popen_*     starting processes
    connection, queues            sending objects
    synchronize, heap             semaphores and locks in shared memory
    sharedctypes, shared_memory   data in shared memory
    managers, pool                objects that others use by proxy, and workers
"""

from . import context

__all__ = [name for name in dir(context._default_context) if not name.startswith("_")]
globals().update((name, getattr(context._default_context, name)) for name in __all__)
SUBDEBUG = 5
SUBWARNING = 25
