# Without __iter__ and __contains__, __getitem__ from 0 to IndexError is enough.
class Squares:
    def __getitem__(self, i):
        if i >= 5:
            raise IndexError(i)
        return i * i

s = Squares()
print(list(s), 9 in s, 10 in s, [x for x in s if x], max(s))  # expect: [0, 1, 4, 9, 16] True False [1, 4, 9, 16] 16
a, *b = s
print(a, b)  # expect: 0 [1, 4, 9, 16]
class L(Squares):
    def __len__(self): return 3
print(list(reversed(L())))  # expect: [4, 1, 0]
