print(",".join(["a", "b", "c"]), "".join("abc"), "-".join("中文字"), ["".join([])], ", ".join(("x",)))
# expect: a,b,c abc 中-文-字 [''] x
print("-".join({"k": 1, "l": 2}), " ".join(map(str, [1, 2, 3])))  # expect: k-l 1 2 3
for argument in ([1], ["a", None], 5, ["a", b"b"]):
    try:
        ",".join(argument)
    except TypeError as error:
        print(error)  # expect: sequence item 0: expected str instance, int found
        # expect: sequence item 1: expected str instance, NoneType found
        # expect: can only join an iterable
        # expect: sequence item 1: expected str instance, bytes found
