# Ctrl-C while the end of the program waits for its threads: the waiting is over, and so is the program.
import os
import signal
import subprocess
import sys

PROGRAMS = {
    "a thread that waits": """
import atexit, threading
atexit.register(print, "atexit")
lock = threading.Lock()
lock.acquire()
threading.Thread(target=lock.acquire).start()
""",
    "a worker of a pool": """
import concurrent.futures, threading
pool = concurrent.futures.ThreadPoolExecutor(1)
pool.submit(threading.Event().wait)
""",
    "a process": """
import multiprocessing, os, time
reader, writer = os.pipe()
def work():
    os.write(writer, b".")
    time.sleep(1000)
multiprocessing.get_context("fork").Process(target=work).start()
os.read(reader, 1)  # a signal that comes while the process is being copied may be lost to the child
""",
    "a thread, joined": """
import threading
thread = threading.Thread(target=threading.Event().wait, daemon=True)
thread.start()
print("joining", flush=True)
thread.join()
""",
}
for what, program in PROGRAMS.items():
    process = subprocess.Popen([sys.executable, "-c", program + "print('end', flush=True)"], text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    process.stdout.readline()
    while process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(0.2)
        except subprocess.TimeoutExpired:
            pass
    output, errors = process.communicate()
    print(what, process.returncode in (0, -signal.SIGINT), "KeyboardInterrupt" in errors)
