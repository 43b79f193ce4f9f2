# contextvars: variables, contexts, tokens, and what they refuse.
import collections.abc
import copy
import pickle
import re
import threading
import weakref
from contextvars import Context, ContextVar, Token, copy_context


def shown(value):
    return re.sub("0x[0-9a-f]+", "0x", repr(value))


def tell(*calls):
    for call in calls:
        try:
            print(shown(call()))
        except Exception as error:
            print(shown(error))


v = ContextVar("v")
w = ContextVar("w", default=3)
u = ContextVar("u", default=v)
tell(lambda: v, lambda: w, lambda: u, lambda: v.name, lambda: ContextVar(1), lambda: ContextVar())
tell(lambda: v.get(), lambda: v.get(5), lambda: w.get(), lambda: w.get(9))
token = v.set(1)
tell(lambda: token, lambda: token.old_value, lambda: token.var is v, lambda: type(token.old_value), lambda: Token(),
     lambda: Token.MISSING, lambda: v.get())
c = copy_context()
tell(lambda: c, lambda: len(c), lambda: list(c) == [v], lambda: c[v], lambda: c[w], lambda: c["x"], lambda: v in c,
     lambda: "x" in c, lambda: c.get(v), lambda: c.get(w), lambda: c.get(w, 7), lambda: c.get("x"))
tell(lambda: list(c.keys()) == [v], lambda: list(c.items()) == [(v, 1)], lambda: list(c.values()))
tell(lambda: c == copy_context(), lambda: c == 1, lambda: c != Context(), lambda: hash(c), lambda: c < c)
tell(lambda: isinstance(c, collections.abc.Mapping), lambda: Context(1), lambda: c.run(),
     lambda: c.run(lambda *a, **k: (a, k), 1, x=2), lambda: c.run(1), lambda: c.run(c.run, len, ()))
v.reset(token)
tell(lambda: v.reset(token), lambda: v.get(), lambda: token)
token = v.set(2)
tell(lambda: w.reset(token), lambda: c.run(v.reset, token), lambda: v.reset(5), lambda: token)
inner = v.set(3)
v.reset(inner)
tell(lambda: v.get(), lambda: inner.old_value)
tell(lambda: ContextVar[int], lambda: Token[int], lambda: type("X", (ContextVar,), {}), lambda: type("X", (Context,), {}),
     lambda: type("X", (Token,), {}), lambda: setattr(v, "x", 1), lambda: {v: 1}[v], lambda: v == w)
tell(lambda: weakref.ref(c)() is c, lambda: weakref.ref(v), lambda: pickle.dumps(v), lambda: pickle.dumps(c),
     lambda: copy.copy(c), lambda: c.copy() == c, lambda: v.get(1, 2), lambda: v.set(), lambda: copy_context(1))


def changes():
    v.set("inside")
    return copy_context()[v], [value for value in copy_context().values()]


tell(lambda: c.run(changes), lambda: c[v], lambda: v.get(), lambda: Context().run(v.get, "nothing"))
seen = []
thread = threading.Thread(target=lambda: seen.append((v.get("none here"), len(copy_context()))))
thread.start()
thread.join()
print(seen)


class Counted:
    def __del__(self):
        print("gone")


def holds():
    v.set(Counted())


Context().run(holds)
print("end")
