s = "  xx hello xx  "
print([s.strip(), s.lstrip(), s.rstrip()])  # expect: ['xx hello xx', 'xx hello xx  ', '  xx hello xx']
print("xxhixx".strip("x"), "abcba".strip("ab"), "xxhixx".lstrip("x"), "xxhixx".rstrip("x"), ["xxx".strip("x")])
# expect: hi c hixx xxhi ['']
print(["\t\n a\u3000".strip(), " a ".strip(None), "a".strip("")])  # expect: ['a', 'a', 'a']
print("prefix-body".removeprefix("prefix-"), "body.txt".removesuffix(".txt"), "body".removeprefix("x"), "aa".removesuffix("a"))
# expect: body body body a
try:
    "x".strip(1)
except TypeError as error:
    print(error)  # expect: strip arg must be None or str
