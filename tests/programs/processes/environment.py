# os.environ and os.environb: however they are changed, child processes see it.
import os
from collections.abc import MutableMapping
from subprocess import check_output


def seen(*names):
    script = "; ".join(f'echo "${{{name}-unset}}"' for name in names)
    return check_output(["/bin/sh", "-c", script], text=True).split()


def attempt(function):
    try:
        return function()
    except (KeyError, TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


environ, environb = os.environ, os.environb
environ.update({"A": "1"}, B="2")
environ.update([("C", "3")])
environ |= {"D": "4"}
environ.setdefault("E", "5")
environb.update({b"F": b"6"})
print(environ is os.environ, seen("A", "B", "C", "D", "E", "F"))
print(environ.pop("A"), environb.pop(b"B"), environ.pop("A", None), seen("A", "B"))
print(type(environ | {}).__name__, type({} | environ).__name__, type(environ.copy()).__name__, environ.copy() == environ)
print(isinstance(environ, MutableMapping), isinstance(environb, MutableMapping), environb[b"C"], os.getenvb(b"D"))
for function in (lambda: environ.update({"A": 1}), lambda: environ.update(A=1), lambda: environ.setdefault("A", 1),
                 lambda: environ.pop("NO"), lambda: environ["NO"], lambda: environb[b"NO"], lambda: environb.pop(b"NO"),
                 lambda: environb["A"], lambda: environb.update({"A": b"1"}), lambda: environb.update({b"A": "1"}),
                 lambda: environ.update({"A=": "1"})):
    print(attempt(function))

kept = environ.copy()
environ.clear()
print(environ, environb, attempt(environ.popitem), seen("C"))
environ["NAME"] = "ö"
print(environ, environb, list(environb.values()))
print(environ.popitem(), seen("NAME"), len(environb))
environ |= kept
print(seen("C"), len(environ) == len(kept))
