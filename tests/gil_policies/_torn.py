"""Whether four threads that each count ROUNDS times lose a count: tried until they did, or for long."""
import threading

ROUNDS = 20000
ATTEMPTS = 2000


def is_torn(work, reset, read):
    for _ in range(ATTEMPTS):
        reset()
        threads = [threading.Thread(target=work) for _ in range(4)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        assert read() <= 4 * ROUNDS
        if read() < 4 * ROUNDS:
            return True
    return False
