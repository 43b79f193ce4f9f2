# Where the other threads are, and what they handle: a snapshot of all stacks at one moment.
import sys
import threading
import traceback

ready, go_on = threading.Barrier(3), threading.Event()


def innermost(number):
    local = [number]
    try:
        raise KeyError(number)
    except KeyError:
        ready.wait()
        go_on.wait()
    return local


def compute():
    n = 0
    while not go_on.is_set():
        n += 1


def function_of(frame, name):
    while frame.f_code.co_name != name:
        frame = frame.f_back
    return frame


threads = [threading.Thread(target=innermost, args=(i,)) for i in range(2)]
threads.append(threading.Thread(target=compute))
for thread in threads:
    thread.start()
ready.wait()
frames = {}
while not frames or frames[threads[2].ident].f_code.co_name != "compute":
    frames = sys._current_frames()
print(sorted(frames) == sorted(thread.ident for thread in threading.enumerate()))
for thread in threads[:2]:
    names = [entry.name for entry in traceback.extract_stack(frames[thread.ident])]
    print(names[:4])
    print(function_of(frames[thread.ident], "innermost").f_locals["local"])
print([entry.name for entry in traceback.extract_stack(frames[threads[2].ident])][:4])
print(frames[threading.get_ident()].f_code.co_name)
exceptions = sys._current_exceptions()
print([repr(exceptions[thread.ident]) for thread in [*threads, threading.main_thread()]])
try:
    1 / 0
except ZeroDivisionError:
    print(repr(sys._current_exceptions()[threading.get_ident()]))
go_on.set()
for thread in threads:
    thread.join()
print(len(sys._current_frames()))
