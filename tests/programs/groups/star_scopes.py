"""except* in loops, generators and inside itself."""
import sys


def loop():
    for i in range(4):
        try:
            if i == 1:
                raise ExceptionGroup("loop", [ValueError(i)])
            if i == 3:
                break
            print("no error", i)
        except* ValueError as group:
            for k in range(3):
                if k == 1:
                    break
            print("handled", repr(group), k)
        finally:
            print("done", i)


def generate():
    try:
        yield 1
    except* ValueError as group:
        print("thrown in", repr(group))
        yield 2
    yield 3


def nested():
    try:
        try:
            raise ExceptionGroup("outer", [ExceptionGroup("inner", [ValueError(1), KeyError(2)]), TypeError(3)])
        except* ValueError as group:
            try:
                raise ExceptionGroup("in the handler", [OSError(5), ValueError(6)])
            except* OSError as other:
                print("inner", repr(other), repr(group))
    except* KeyError as group:
        print("key", repr(group))
    except* ValueError as group:
        print("value", repr(group), repr(group.exceptions[0].__context__))
    except* TypeError as group:
        print("type", repr(group))


def name():
    try:
        raise ExceptionGroup("name", [ValueError(1), TypeError(1)])
    except* ValueError as group:
        print(sys.exception() is group)
    except* TypeError as group:
        pass
    print(sys.exception())
    try:
        group
    except UnboundLocalError as error:
        print(error)


loop()
generator = generate()
next(generator)
print(generator.throw(ValueError(4)), next(generator))
nested()
name()
try:
    print("the classes are not looked at without an exception")
except* 5:
    print("never")
for source in (
    "try: pass\nexcept* A: continue",
    "for x in y:\n try: pass\n except* A: break",
    "def f():\n try: pass\n except* A:\n  while 1:\n   return x",
    "def f():\n try: pass\n except* A: return 15",
    "try: pass\nexcept A: pass\nexcept* B: pass",
    "def f():\n try: pass\n except* A:\n  def g(): return 1",
    "for x in y:\n try: pass\n except* A:\n  for z in q: break",
):
    try:
        compile(source, "<s>", "exec")
        print("compiles")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, error.end_offset)
