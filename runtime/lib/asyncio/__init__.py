"""Concurrency in one thread: tasks that take turns where they await, run by an event loop.

    base_events, selector_events, unix_events   the loop
    futures, task, tasks                        what runs in it
    timeouts, taskgroups, locks, queues         how tasks work together
    transports, protocols, streams, subprocess  what they talk to
    runners, threads                            where it begins, and blocking functions
"""

from .base_events import *
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .protocols import *
from .runners import *
from .queues import *
from .streams import *
from .subprocess import *
from .tasks import *
from .taskgroups import *
from .timeouts import *
from .threads import *
from .transports import *
from .unix_events import *
from . import (base_events, coroutines, events, exceptions, futures, locks, protocols, queues, runners, streams,
               subprocess, taskgroups, tasks, threads, timeouts, transports, unix_events)

__all__ = sum((list(module.__all__) for module in (
    base_events, coroutines, events, exceptions, futures, locks, protocols, runners, queues, streams, subprocess,
    tasks, taskgroups, threads, timeouts, transports, unix_events)), [])
