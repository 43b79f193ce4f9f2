def averager():
    total = n = 0
    average = None
    while True:
        value = yield average
        total += value
        n += 1
        average = total / n

a = averager()
print(next(a), a.send(10), a.send(20), a.send(0))  # expect: None 10.0 15.0 10.0
def echo():
    received = []
    while len(received) < 2:
        received.append((yield len(received)))
    return received

e = echo()
print(next(e), e.send("x"))  # expect: 0 1
try:
    e.send("y")
except StopIteration as stop:
    print(stop.value)  # expect: ['x', 'y']
try:
    averager().send(5)
except TypeError as error:
    print(error)  # expect: can't send non-None value to a just-started generator
