class Empty:
    def __len__(self):
        return 0

class No:
    def __bool__(self):
        return False

values = [0, 1, -1, 0.0, 0.1, "", " ", [], [0], (), (0,), {}, {0: 0}, set(), None, range(0), range(1), b"", Empty(), No()]
print([bool(value) for value in values])
# expect: [False, True, True, False, True, False, True, False, True, False, True, False, True, False, False, False, True, False, False, False]
print(bool(), bool(print), bool(int), bool(object()))  # expect: False True True True
