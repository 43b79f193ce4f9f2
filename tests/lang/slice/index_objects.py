class Two:
    def __index__(self):
        return 2

a = [0, 1, 2, 3, 4]
two = Two()
print(a[two], a[two:], a[:two], a[::two], "abcde"[two], (1, 2, 3)[two], a[-2:two], a[False:True])
# expect: 2 [2, 3, 4] [0, 1] [0, 2, 4] c 3 [] [0]
a[two] = "x"
print(a)  # expect: [0, 1, 'x', 3, 4]
try:
    a[1.5:]
except TypeError as error:
    print(error)  # expect: slice indices must be integers or None or have an __index__ method
