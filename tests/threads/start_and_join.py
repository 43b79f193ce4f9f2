import threading

def work(n, out):
    out.append(sum(range(n)))

out = []
t = threading.Thread(target=work, args=(1000, out))
print(t.is_alive(), t.ident)  # expect: False None
t.start()
t.join()
print(out, t.is_alive(), isinstance(t.ident, int))  # expect: [499500] False True
