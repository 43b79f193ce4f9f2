"""The names under which programs and pickles know what is in queue."""

from queue import Empty, SimpleQueue
