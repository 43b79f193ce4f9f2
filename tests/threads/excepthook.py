import threading

def hook(args):
    print(args.exc_type.__name__, args.exc_value, args.thread.name, args.exc_traceback is not None)

original = threading.excepthook
threading.excepthook = hook
t = threading.Thread(target=lambda: 1 / 0, name="t1")
t.start()  # expect: ZeroDivisionError division by zero t1 True
t.join()
threading.excepthook = original
print(threading.excepthook is original, threading.excepthook is threading.__excepthook__)  # expect: True True
