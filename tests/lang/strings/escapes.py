s = "a\tb\\c\'d\"e\x41\u4e2d\U0001F600\101\0end"
print(repr(s), len(s))  # expect: 'a\tb\\c\'d"eA中😀A\x00end' 17
print("line one\
 continued")  # expect: line one continued
print(r"raw\n", len(r"\\"), R'\'')  # expect: raw\n 2 \'
print(["\a\b\f\v\r\n"], "\x7f" == chr(127), ["\x00\x1f\x80\xa0\xad"])
# expect: ['\x07\x08\x0c\x0b\r\n'] True ['\x00\x1f\x80\xa0\xad']
