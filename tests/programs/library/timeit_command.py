"""The command line of timeit, with a clock that is always a second later."""

import contextlib
import io
import timeit


class Clock:
    def __init__(self, step=1.0):
        self.now = 0.0
        self.step = step

    def __call__(self):
        self.now += self.step
        return self.now


def run(*args, step=1.0):
    errors = io.StringIO()
    with contextlib.redirect_stderr(errors):
        status = timeit.main(args, _wrap_timer=lambda timer: Clock(step))
    lines = errors.getvalue().splitlines()
    print(args, status, lines[-1:])


run()
run("-n", "1", "pass")
run("-n4", "-r2", "x = 1", "y = x")
run("--number=10", "--repeat", "3", "--setup", "a = 1", "-s", "b = a", "a + b")
run("-v")
run("-vv", "-n", "3")
run("-vvv", "-n3", step=1 / 3)
run("-u", "msec", "-n", "1000", step=0.5)
run("--uni=usec", "-n1", "-r1")
run("-u", "parsec")
run("-n", "100", "-r0", step=0.0001)
run("-n1", "1 / 0")
run("-s", "1 / 0", "-n1")
run("-x")
run("--wrong=1")
run("--verbose=1")
run("-n")
run("--process", "-n2")
run("--", "-1")
