"""The older profiler's name: what is in cProfile, which also does its work."""

import cProfile

__all__ = ["run", "runctx", "Profile"]


class Profile(cProfile.Profile):
    """Profile(timer=None): a profiler; there is no bias to correct, since events are timed natively."""

    def __init__(self, timer=None, bias=None):
        if bias:
            raise NotImplementedError("gilt's profilers need no bias: it can only be 0")
        super().__init__(timer)


run = cProfile.run
runctx = cProfile.runctx

if __name__ == "__main__":
    cProfile.main()
