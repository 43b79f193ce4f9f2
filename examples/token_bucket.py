"""A rate limiter: a bucket into which tokens drip, and every request takes one.

What to watch: a burst up to the size of the bucket goes through at once, then requests come at the
rate of the drip. The clock is one that the program turns itself, so that the times are the same on
every machine; with time.monotonic and time.sleep in its place it limits a real program.

    token_bucket.py [REQUESTS]
"""
import sys
import threading

REQUESTS = int(sys.argv[1]) if len(sys.argv) > 1 else 12


class Clock:
    """A clock whose sleepers turn it."""

    def __init__(self):
        self.now = 0.0

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


class TokenBucket:
    def __init__(self, rate, size, clock):
        self.rate, self.size, self.clock = rate, size, clock
        self.tokens, self.filled_at = size, clock.monotonic()
        self.lock = threading.Lock()

    def take(self):
        """Returns when there was a token, which is gone now."""
        with self.lock:  # whoever waits keeps the others behind it: first come, first served
            self.fill()
            if self.tokens < 1:
                self.clock.sleep((1 - self.tokens) / self.rate)
                self.fill()
            self.tokens -= 1

    def fill(self):
        now = self.clock.monotonic()
        self.tokens = min(self.size, self.tokens + (now - self.filled_at) * self.rate)
        self.filled_at = now


clock = Clock()
bucket = TokenBucket(rate=4, size=5, clock=clock)
served = []


def request():
    bucket.take()
    served.append(clock.monotonic())


threads = [threading.Thread(target=request, name=f"request {n}") for n in range(REQUESTS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for time in sorted(set(served)):
    print(f"{time:5.2f} s  {'#' * served.count(time)}")
