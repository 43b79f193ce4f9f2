s = "one two one two"
print(s.replace("one", "1"), s.replace("one", "1", 1), s.replace("x", "y"), s.replace("one", "1", 0))
# expect: 1 two 1 two 1 two one two one two one two one two one two
print("abc".replace("", "-"), "abc".replace("", "-", 2), "aaa".replace("aa", "b"), ["".replace("", "x")])
# expect: -a-b-c- -a-bc ba ['x']
print("中文中".replace("中", "英"), "abc".replace("b", "中"), "a中".replace("中", "b"))  # expect: 英文英 a中c ab
print("abc".replace("b", "x", count=1))  # expect: axc
