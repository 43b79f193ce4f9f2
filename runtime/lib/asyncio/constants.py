"""Numbers that several parts share."""

import enum

LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5  # writes to a lost connection before a warning
ACCEPT_RETRY_DELAY = 1  # seconds until accept() is tried again when descriptors are short
DEBUG_STACK_DEPTH = 10  # frames kept of where something was made, in debug mode
THREAD_JOIN_TIMEOUT = 300  # seconds that asyncio.run() waits for the default executor's threads
HIGH_WATER = 64 * 1024  # bytes waiting to be sent before a transport pauses its protocol


class _SendfileMode(enum.Enum):
    UNSUPPORTED = enum.auto()
    TRY_NATIVE = enum.auto()
    FALLBACK = enum.auto()
