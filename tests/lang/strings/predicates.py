for s in ("abc", "ABC", "Abc", "123", "a1", " \t", "", "a b", "²", "½", "中文", "x_1", "1x", "é"):
    print([s, s.isalpha(), s.isdigit(), s.isalnum(), s.isspace(), s.islower(), s.isupper(), s.istitle(), s.isidentifier()])
    # expect: ['abc', True, False, True, False, True, False, False, True]
    # expect: ['ABC', True, False, True, False, False, True, False, True]
    # expect: ['Abc', True, False, True, False, False, False, True, True]
    # expect: ['123', False, True, True, False, False, False, False, False]
    # expect: ['a1', False, False, True, False, True, False, False, True]
    # expect: [' \t', False, False, False, True, False, False, False, False]
    # expect: ['', False, False, False, False, False, False, False, False]
    # expect: ['a b', False, False, False, False, True, False, False, False]
    # expect: ['²', False, True, True, False, False, False, False, False]
    # expect: ['½', False, False, True, False, False, False, False, False]
    # expect: ['中文', True, False, True, False, False, False, False, True]
    # expect: ['x_1', False, False, False, False, True, False, False, True]
    # expect: ['1x', False, False, True, False, True, False, False, False]
    # expect: ['é', True, False, True, False, True, False, False, True]
print("²".isdecimal(), "²".isdigit(), "½".isnumeric(), "٣".isdecimal(), "五".isnumeric())
# expect: False True True True True
print("abc".isascii(), "é".isascii(), "a\n".isprintable(), "a b".isprintable(), "".isascii())
# expect: True False False True True
