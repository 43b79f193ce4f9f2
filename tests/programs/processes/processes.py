# Process: starting, joining, exit statuses, names, daemons; fork, spawn and forkserver.
import multiprocessing
import os
import signal
import sys
import time


def attempt(function, *arguments):
    try:
        print("->", function(*arguments))
    except (Exception, AssertionError) as error:
        print(type(error).__name__, error)


def say(text):
    print(text, multiprocessing.current_process().name, flush=True)


def fails():
    raise ValueError("in the child")


def exits(code):
    sys.exit(code)


def dies(number):
    os.kill(os.getpid(), number)
    time.sleep(10)


def has_a_child():
    child = multiprocessing.Process(target=say, args=("grandchild",))
    child.start()
    child.join()
    print(child.exitcode, multiprocessing.parent_process().name, multiprocessing.current_process()._identity, flush=True)


def tries_a_child():
    try:
        multiprocessing.Process(target=say).start()
    except AssertionError as error:
        print(error, flush=True)


class Adder(multiprocessing.Process):
    """A subclass with a run() of its own."""

    def __init__(self, connection, a, b):
        super().__init__(name="adder")
        self.connection, self.a, self.b = connection, a, b

    def run(self):
        self.connection.send((self.name, self.a + self.b))


def run_one(context, function, *arguments, **options):
    process = context.Process(target=function, args=arguments, **options)
    process.start()
    process.join()
    return process


def main():
    print(multiprocessing.get_start_method(), multiprocessing.current_process().name)
    for method in ("fork", "spawn", "forkserver"):
        context = multiprocessing.get_context(method)
        print(method, context.get_start_method())
        print(run_one(context, say, "hello from").exitcode)
        print(run_one(context, say, "named", name="by name").exitcode)
        print([run_one(context, exits, code).exitcode for code in (None, 0, 7)])
        print(run_one(context, dies, signal.SIGTERM).exitcode)
    context = multiprocessing.get_context("fork")
    sys.stderr.flush()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # for the traceback of the child
    print(run_one(context, fails).exitcode, run_one(context, exits, "message").exitcode)
    run_one(context, has_a_child)
    run_one(context, tries_a_child, daemon=True)

    process = context.Process(target=time.sleep, args=(100,), daemon=True)
    print(process.daemon, process.is_alive(), process.exitcode, process.pid)
    attempt(process.join)
    process.start()
    print(process.is_alive(), process.exitcode, process.pid > 0, process.pid == process.ident)
    print(multiprocessing.active_children() == [process])
    attempt(process.start)
    process.join(0.01)
    print(process.exitcode)
    attempt(process.close)
    process.terminate()
    process.join()
    print(process.exitcode, process.is_alive(), multiprocessing.active_children())
    process.close()
    attempt(process.is_alive)
    process = context.Process(target=time.sleep, args=(100,))
    process.start()
    process.kill()
    process.join()
    print(process.exitcode)

    receiver, sender = context.Pipe(duplex=False)
    adder = Adder(sender, 1, 2)
    adder.start()
    print(receiver.recv(), adder.name)
    adder.join()
    print(multiprocessing.connection.wait([adder.sentinel], timeout=10) == [adder.sentinel])
    attempt(multiprocessing.get_context, "other")
    attempt(multiprocessing.set_start_method, "fork")
    print(multiprocessing.cpu_count() == os.cpu_count(), multiprocessing.parent_process())


if __name__ == "__main__":
    import multiprocessing.connection
    main()
