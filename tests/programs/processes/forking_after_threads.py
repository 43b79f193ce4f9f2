# A child of fork() finds that the threads of its parent have ended, whenever it is born.

import os
import sys
import threading
import warnings

warnings.simplefilter("ignore", DeprecationWarning)
sys.setswitchinterval(1e-6)


def in_child(thread):
    """What the child sees; a status for the parent."""
    if thread.is_alive():
        return 1
    thread.join()
    return 10 if threading.enumerate() == [threading.main_thread()] else 2


counts = {}
for _ in range(100):
    thread = threading.Thread(target=lambda: None)
    thread.start()
    pid = os.fork()
    if pid == 0:
        os._exit(in_child(thread))
    thread.join()
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    counts[status] = counts.get(status, 0) + 1
print(counts)
