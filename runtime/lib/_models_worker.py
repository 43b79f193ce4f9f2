"""What the workers of `gilt models` run: little to import for those that begin anew."""
import sys


def is_coroutine_function(function):
    code = getattr(function, "__code__", None)
    return code is not None and bool(code.co_flags & 0x80)


def call(function, arguments):
    """One call; a coroutine function gets an event loop of its own."""
    if is_coroutine_function(function):
        import asyncio
        return asyncio.run(function(*arguments))
    return function(*arguments)


def answer(function, arguments):
    """(result, None) of a call, or (None, exception): workers report, their starter raises."""
    try:
        return call(function, arguments), None
    except Exception as error:
        return None, error


def set_paths(path, argv):
    """In another interpreter: find the same modules, which see the same arguments."""
    sys.path[:] = path
    sys.argv = argv


def seconds_to_load(modules):
    """How long importing them takes; in an interpreter that has not imported them."""
    import time
    began = time.perf_counter()
    for module in modules:
        __import__(module)
    return time.perf_counter() - began


def send_answer(writer, function, arguments):
    import pickle
    writer.send_bytes(pickle.dumps(answer(function, arguments)))


def nothing():
    pass


def park(ready, reader, writer):
    """A process that says it is there and stays until the other end of the pipe is closed."""
    writer.close()
    ready.send_bytes(b"")
    try:
        reader.recv_bytes()
    except EOFError:
        pass
