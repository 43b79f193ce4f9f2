# What was made for forked processes is not sent to processes that begin anew.
import multiprocessing


def show(*things):
    print("child", *[type(thing).__name__.lstrip("_") for thing in things], flush=True)


def attempt(context, *things):
    process = context.Process(target=show, args=things)
    try:
        process.start()
    except RuntimeError as error:
        print(type(things[0]).__name__, "RuntimeError", error)
    else:
        process.join()
        print(process.exitcode)


if __name__ == "__main__":
    fork = multiprocessing.get_context("fork")
    spawn = multiprocessing.get_context("spawn")
    for context in spawn, multiprocessing.get_context("forkserver"):
        attempt(context, fork.Lock())
    for thing in (fork.RLock(), fork.Semaphore(2), fork.BoundedSemaphore(2), fork.Condition(), fork.Event(),
                  fork.Barrier(2), fork.Queue(), fork.JoinableQueue(), fork.SimpleQueue(), fork.Value("i", 1),
                  fork.Array("i", 3), multiprocessing.Lock()):
        attempt(spawn, thing)
    # Without a lock there is nothing that could not be sent, and the other way round all can be.
    attempt(spawn, fork.Pipe()[0])
    attempt(fork, spawn.Lock(), spawn.Queue(), spawn.Event())
    attempt(spawn, spawn.Lock(), spawn.Queue(), spawn.Barrier(2))
