"""More handlers: files that are changed when they are large or old, queues, memory."""

import logging
import os
import threading
import time

__all__ = ["RotatingFileHandler", "TimedRotatingFileHandler", "QueueHandler", "QueueListener", "BufferingHandler",
           "MemoryHandler"]


class _Rotating(logging.FileHandler):
    """A file that is put aside and begun anew."""

    def emit(self, record):
        try:
            if self.shouldRollover(record):
                self.doRollover()
            super().emit(record)
        except Exception:
            self.handleError(record)

    def _reopen(self):
        if self.stream is None and not self._closed:
            self.stream = self._open()


class RotatingFileHandler(_Rotating):
    """Begins anew before the file is larger than maxBytes; keeps backupCount old ones."""

    def __init__(self, filename, mode="a", maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        super().__init__(filename, "a" if maxBytes > 0 else mode, encoding, delay, errors)
        self.maxBytes = maxBytes
        self.backupCount = backupCount

    def shouldRollover(self, record):
        if self.maxBytes <= 0:
            return False
        self._reopen()
        position = self.stream.tell()
        size = len(self.format(record).encode()) + len(self.terminator)
        return position > 0 and position + size >= self.maxBytes

    def doRollover(self):
        if self.stream:
            self.stream.close()
            self.stream = None
        if self.backupCount > 0:
            for number in range(self.backupCount - 1, 0, -1):
                older = f"{self.baseFilename}.{number}"
                if os.path.exists(older):
                    os.replace(older, f"{self.baseFilename}.{number + 1}")
            if os.path.exists(self.baseFilename):
                os.replace(self.baseFilename, f"{self.baseFilename}.1")
        else:
            self.mode = "w"
        self.stream = self._open()


class TimedRotatingFileHandler(_Rotating):
    """Begins anew after a time: S, M, H or D, each `interval` times."""

    _SECONDS = {"S": 1, "M": 60, "H": 3600, "D": 86400, "MIDNIGHT": 86400}
    _SUFFIX = {"S": "%Y-%m-%d_%H-%M-%S", "M": "%Y-%m-%d_%H-%M", "H": "%Y-%m-%d_%H"}

    def __init__(self, filename, when="h", interval=1, backupCount=0, encoding=None, delay=False, utc=False,
                 atTime=None, errors=None):
        super().__init__(filename, "a", encoding, delay, errors)
        self.when = when.upper()
        if self.when not in self._SECONDS:
            raise ValueError(f"Invalid rollover interval specified: {self.when}")
        self.interval = self._SECONDS[self.when] * interval
        self.backupCount = backupCount
        self.suffix = self._SUFFIX.get(self.when, "%Y-%m-%d")
        self.utc = utc
        self.rolloverAt = time.time() + self.interval

    def shouldRollover(self, record):
        return time.time() >= self.rolloverAt

    def doRollover(self):
        if self.stream:
            self.stream.close()
            self.stream = None
        moment = (time.gmtime if self.utc else time.localtime)(self.rolloverAt - self.interval)
        if os.path.exists(self.baseFilename):
            os.replace(self.baseFilename, f"{self.baseFilename}.{time.strftime(self.suffix, moment)}")
        folder, base = os.path.split(self.baseFilename)
        old = sorted(name for name in os.listdir(folder) if name.startswith(base + "."))
        for name in old[:-self.backupCount] if self.backupCount > 0 else ():
            os.remove(os.path.join(folder, name))
        self.rolloverAt = time.time() + self.interval
        self._reopen()


class BufferingHandler(logging.Handler):
    """Keeps records until there are many."""

    def __init__(self, capacity):
        super().__init__()
        self.capacity = capacity
        self.buffer = []

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        with self.lock:
            self.buffer.clear()


class MemoryHandler(BufferingHandler):
    """Keeps records and hands them to another handler when there are many, or at an error."""

    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        super().__init__(capacity)
        self.flushLevel = flushLevel
        self.target = target
        self.flushOnClose = flushOnClose

    def shouldFlush(self, record):
        return super().shouldFlush(record) or record.levelno >= self.flushLevel

    def setTarget(self, target):
        self.target = target

    def flush(self):
        with self.lock:
            if self.target:
                for record in self.buffer:
                    self.target.handle(record)
                self.buffer.clear()

    def close(self):
        if self.flushOnClose:
            self.flush()
        super().close()


class QueueHandler(logging.Handler):
    """Puts records into a queue."""

    def __init__(self, queue):
        super().__init__()
        self.queue = queue
        self.listener = None

    def enqueue(self, record):
        self.queue.put_nowait(record)

    def prepare(self, record):
        message = self.format(record)
        record.message = record.msg = message
        record.args = record.exc_info = record.exc_text = record.stack_info = None
        return record

    def emit(self, record):
        try:
            self.enqueue(self.prepare(record))
        except Exception:
            self.handleError(record)


class QueueListener:
    """Takes records from a queue, in a thread of its own, and hands them to handlers."""

    _sentinel = None

    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue = queue
        self.handlers = handlers
        self.respect_handler_level = respect_handler_level
        self._thread = None

    def start(self):
        self._thread = threading.Thread(target=self._monitor, daemon=True)
        self._thread.start()

    def dequeue(self, block):
        """Takes a record from the queue."""
        return self.queue.get(block)

    def prepare(self, record):
        """What the handlers are given for a record."""
        return record

    def enqueue_sentinel(self):
        """Puts what ends the thread into the queue."""
        self.queue.put_nowait(self._sentinel)

    def handle(self, record):
        record = self.prepare(record)
        for handler in self.handlers:
            if not self.respect_handler_level or record.levelno >= handler.level:
                handler.handle(record)

    def _monitor(self):
        task_done = getattr(self.queue, "task_done", lambda: None)
        while (record := self.dequeue(True)) is not self._sentinel:
            self.handle(record)
            task_done()
        task_done()

    def stop(self):
        if self._thread:
            self.enqueue_sentinel()
            self._thread.join()
            self._thread = None
