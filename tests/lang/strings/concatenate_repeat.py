print("ab" + "cd", "ab" * 3, 3 * "ab", ["ab" * 0, "ab" * -1])  # expect: abcd ababab ababab ['', '']
print("one " "two " 'three')  # expect: one two three
for action in (
    lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "a" * 1.5, lambda: "a" - "b",
    lambda: "a" + None,
):
    try:
        action()
    except TypeError as error:
        print(error)  # expect: can only concatenate str (not "int") to str
        # expect: unsupported operand type(s) for +: 'int' and 'str'
        # expect: can't multiply sequence by non-int of type 'str'
        # expect: can't multiply sequence by non-int of type 'float'
        # expect: unsupported operand type(s) for -: 'str' and 'str'
        # expect: can only concatenate str (not "NoneType") to str
s = "x"
s += "y"
s *= 3
print(s)  # expect: xyxyxy
