"""A thread that waits for the main thread goes on when the main program has ended."""

import atexit
import threading

main_thread = threading.main_thread()
ready = threading.Event()


def join_main():
    ready.set()
    main_thread.join()
    print("main thread has ended:", not main_thread.is_alive())


thread = threading.Thread(target=join_main)
thread.start()
ready.wait()
atexit.register(lambda: print("at exit:", thread.is_alive(), main_thread.is_alive()))
print("end of main:", main_thread.is_alive())
