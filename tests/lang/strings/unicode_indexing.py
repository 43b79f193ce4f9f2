s = "a中😀é"
print(len(s), s[0], s[1], s[2], s[3], s[-2], s[1:3], s[::-1])  # expect: 4 a 中 😀 é 😀 中😀 é😀中a
print([ord(c) for c in s], chr(20013), chr(128512), chr(0x10FFFF) == s)  # expect: [97, 20013, 128512, 233] 中 😀 False
t = "abc" + "中"
print(t, t[:3], t[3:], len(t), t[:3] == "abc", hash(t[:3]) == hash("abc"))  # expect: abc中 abc 中 4 True True
print("😀" * 3, "中" in s, s.find("é"), s.index("😀"))  # expect: 😀😀😀 True 3 2
for value in (-1, 0x110000, "x", 1.5):
    try:
        chr(value)
    except (ValueError, TypeError) as error:
        print(error)  # expect: chr() arg not in range(0x110000)
        # expect: chr() arg not in range(0x110000)
        # expect: 'str' object cannot be interpreted as an integer
        # expect: 'float' object cannot be interpreted as an integer
for value in ("", "ab", 5):
    try:
        ord(value)
    except TypeError as error:
        print(error)  # expect: ord() expected a character, but string of length 0 found
        # expect: ord() expected a character, but string of length 2 found
        # expect: ord() expected string of length 1, but int found
