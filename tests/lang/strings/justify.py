print(["ab".ljust(5), "ab".rjust(5), "ab".center(5), "ab".center(6), "abc".center(6)])
# expect: ['ab   ', '   ab', '  ab ', '  ab  ', ' abc  ']
print(["ab".ljust(5, "*"), "ab".rjust(5, "中"), "ab".center(7, "-"), "abc".ljust(2)])
# expect: ['ab***', '中中中ab', '---ab--', 'abc']
print("42".zfill(5), "-42".zfill(5), "+1".zfill(4), "abc".zfill(2), "--1".zfill(5))
# expect: 00042 -0042 +001 abc -00-1
print("a\tb\tcd\te".expandtabs(4), "a\tb".expandtabs(), "\t|".expandtabs(0))  # expect: a   b   cd  e a       b |
try:
    "a".ljust(3, "xy")
except TypeError as error:
    print(error)  # expect: The fill character must be exactly one character long
