"""Two threads that hand the turn to each other through two locks."""
import sys
import threading

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def run(n):
    mine, yours = threading.Lock(), threading.Lock()
    turns = 0

    def answer():
        nonlocal turns
        for _ in range(n):
            yours.acquire()
            turns += 1
            mine.release()

    mine.acquire()
    yours.acquire()
    thread = threading.Thread(target=answer)
    thread.start()
    for _ in range(n):
        yours.release()
        mine.acquire()
        turns += 1
    thread.join()
    return turns


print(run(400 * SCALE))
