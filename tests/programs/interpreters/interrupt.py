# skip-oracle: concurrent.interpreters is new in CPython 3.14; Ctrl-C waits for exec() to end there
# Signals are the main interpreter's, also while its main thread is in another one.
import os
import signal
import threading

from concurrent import interpreters


def send_soon(number, q):
    q.get()
    os.kill(os.getpid(), number)


def visit(interp, number, text):
    q = interpreters.create_queue()
    thread = threading.Thread(target=send_soon, args=(number, q))
    thread.start()
    interp.prepare_main(q=q)
    try:
        interp.exec(text)
        print('exec() has returned')
    except BaseException as exc:
        print(type(exc).__name__, exc)
    thread.join()


def handler(number, frame):
    print('handled', signal.Signals(number).name, flush=True)
    seen.put(number)


seen = interpreters.create_queue()
interp = interpreters.create()

# Ctrl-C ends what the main thread has started, wherever it is.
visit(interp, signal.SIGINT, 'q.put(1)\nwhile True: pass')
visit(interp, signal.SIGINT, 'import time; q.put(1); time.sleep(1000)')
visit(interp, signal.SIGINT, 'from concurrent import interpreters; q.put(1); interpreters.create_queue().get()')

# It can be caught there, and goes on at home.
visit(interp, signal.SIGINT, '''
try:
    q.put(1)
    while True: pass
except KeyboardInterrupt:
    print('caught inside', flush=True)
''')

# A handler that does not raise leaves no trace there.
signal.signal(signal.SIGUSR1, handler)
interp.prepare_main(seen=seen)
visit(interp, signal.SIGUSR1, "q.put(1); print('got', seen.get() > 0, flush=True)")
interp.close()
