for c in "a中😀":
    print(c, len(c))  # expect: a 1
    # expect: 中 1
    # expect: 😀 1
print(list("abc"), tuple("xy"), [c + c for c in "ab"], list(reversed("abc")), list(enumerate("ab", 1)))
# expect: ['a', 'b', 'c'] ('x', 'y') ['aa', 'bb'] ['c', 'b', 'a'] [(1, 'a'), (2, 'b')]
a, b, c = "xyz"
print(c, b, a)  # expect: z y x
print(sorted("hello"), "".join(sorted(set("mississippi"))))  # expect: ['e', 'h', 'l', 'l', 'o'] imps
