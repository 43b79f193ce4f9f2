print(repr("plain"), repr("it's"), repr('say "hi"'), repr('both \' and "'))
# expect: 'plain' "it's" 'say "hi"' 'both \' and "'
print(repr("tab\t nl\n cr\r bs\\ nul\0 esc\x1b del\x7f"))  # expect: 'tab\t nl\n cr\r bs\\ nul\x00 esc\x1b del\x7f'
print(repr("é中😀"), repr("\u200b\ud800\ufeff\u2028"), repr("\xa0"), repr(""))
# expect: 'é中😀' '\u200b\ud800\ufeff\u2028' '\xa0' ''
print(ascii("é中😀'"), ascii("abc"), ascii(["ü"]))  # expect: "\xe9\u4e2d\U0001f600'" 'abc' ['\xfc']
print(["nested 'q'", "n\n"], ("x",), {"k": "v"})  # expect: ["nested 'q'", 'n\n'] ('x',) {'k': 'v'}
