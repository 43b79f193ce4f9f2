import threading

def hook(args):
    raise RuntimeError("the hook fails too")

threading.excepthook = hook
t = threading.Thread(target=lambda: 1 / 0)
t.start()
t.join()
print("survived")  # expect: survived
# expect-stderr: RuntimeError: the hook fails too
