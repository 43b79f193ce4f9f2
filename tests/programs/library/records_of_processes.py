# What a log record knows of its process, task and thread; logging goes on in a child that was
# forked while other threads were logging.
import asyncio
import logging
import multiprocessing
import os
import sys
import threading
import warnings

warnings.simplefilter("ignore", DeprecationWarning)
logging.basicConfig(stream=sys.stdout, format="%(processName)s %(taskName)s %(threadName)s: %(message)s")
logging.warning("a program")


async def main():
    logging.warning("a task")


asyncio.run(main())
sys.stdout.flush()


def in_child():
    logging.warning("a child")
    sys.stdout.flush()


process = multiprocessing.get_context("fork").Process(target=in_child, name="the child")
process.start()
process.join()

stop = False


def keep_logging():
    while not stop:
        quiet.warning("noise")


quiet = logging.getLogger("quiet")
quiet.propagate = False
quiet.addHandler(logging.StreamHandler(open(os.devnull, "w")))
threads = [threading.Thread(target=keep_logging) for _ in range(2)]
for thread in threads:
    thread.start()
for _ in range(10):
    pid = os.fork()
    if pid == 0:
        quiet.warning("of the child")
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0
stop = True
for thread in threads:
    thread.join()

logging.logProcesses = logging.logThreads = logging.logMultiprocessing = logging.logAsyncioTasks = False
record = logging.makeLogRecord({})
print(record.process, record.thread, record.threadName, record.processName, record.taskName)
