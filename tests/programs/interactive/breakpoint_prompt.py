"""breakpoint(): the prompt in the calling frame, sys.breakpointhook, PYTHONBREAKPOINT."""
import os
import sys


def f(a, b):
    total = a + b
    breakpoint()
    return total


print(f(1, 2))
old = sys.breakpointhook
sys.breakpointhook = lambda *args, **kws: print("hook", args, kws)
breakpoint(1, x=2)
sys.breakpointhook = old
os.environ["PYTHONBREAKPOINT"] = "0"
print(breakpoint())
os.environ["PYTHONBREAKPOINT"] = "print"
breakpoint("printed")
del sys.breakpointhook
