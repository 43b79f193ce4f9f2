print("a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "" < "a", "Z" < "a")  # expect: True False True True True True
print("中" > "z", "😀" > "中", "é" > "z", "abc" == "abc", "abc" != "abd", "a" <= "a")
# expect: True True True True True True
print(sorted(["b", "A", "a", "C", "中", "é"]), max("hello"), min("hello"))  # expect: ['A', 'C', 'a', 'b', 'é', '中'] o e
for action in (lambda: "a" < 1, lambda: "a" >= None, lambda: "a" < b"a"):
    try:
        action()
    except TypeError as error:
        print(error)  # expect: '<' not supported between instances of 'str' and 'int'
        # expect: '>=' not supported between instances of 'str' and 'NoneType'
        # expect: '<' not supported between instances of 'str' and 'bytes'
print("a" == b"a", "1" == 1)  # expect: False False
