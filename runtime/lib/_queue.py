"""The names under which programs and pickles know what is in queue."""

from _queue_errors import Empty
from _simple_queue import SimpleQueue
