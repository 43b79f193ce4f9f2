class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1

print(list(Countdown(3)), sum(Countdown(4)), [x for x in Countdown(2)], dict(enumerate(Countdown(2))))
# expect: [3, 2, 1] 10 [2, 1] {0: 2, 1: 1}
for x in Countdown(2):
    print(x)  # expect: 2
    # expect: 1
else:
    print("finished")  # expect: finished
c = Countdown(1)
print(next(c), next(c, "default"))  # expect: 1 default
class NotIterator:
    def __iter__(self): return 5
class NoNext:
    def __iter__(self): return self
for v in (NotIterator(), NoNext()):
    try:
        for _ in v: pass
    except TypeError as error:
        print(error)  # expect: iter() returned non-iterator of type 'int'
        # expect: iter() returned non-iterator of type 'NoNext'
