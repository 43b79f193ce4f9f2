import threading

log = []
class Manager:
    def __enter__(self): log.append("enter")
    def __exit__(self, *details): log.append("exit")

def work():
    try:
        with Manager():
            raise KeyError("x")
    except KeyError:
        log.append("caught")
    finally:
        log.append("finally")

t = threading.Thread(target=work)
t.start()
t.join()
print(log)  # expect: ['enter', 'exit', 'caught', 'finally']
