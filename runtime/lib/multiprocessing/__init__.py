"""Processes as easy to use as threads.

    process, context              processes, and the ways to start one:
    popen_*, spawn, forkserver    forked, begun anew, forked by a server
    connection, queues            sending objects
    reduction, resource_sharer    sending descriptors
    synchronize, heap             semaphores and locks in shared memory
    sharedctypes, shared_memory   data in shared memory
    resource_tracker              deletes shared memory that was left behind
    managers, proxies             objects that others use by proxy
    pool, pool_exchange           workers
    dummy                         the same tools for threads
"""

import sys

from . import context

__all__ = [name for name in dir(context._default_context) if not name.startswith("_")]
globals().update((name, getattr(context._default_context, name)) for name in __all__)
SUBDEBUG = 5
SUBWARNING = 25

# What children that began anew send: their main module has this name (spawn).
if "__main__" in sys.modules:
    sys.modules["__mp_main__"] = sys.modules["__main__"]
