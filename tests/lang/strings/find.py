s = "abracadabra"
print(s.find("abra"), s.find("abra", 1), s.find("abra", 1, 9), s.find("x"), s.find(""), s.find("", 20))
# expect: 0 7 -1 -1 0 -1
print(s.rfind("abra"), s.rfind("a", 0, -1), s.rfind("x"), s.rfind(""))  # expect: 7 7 -1 11
print(s.index("c"), s.rindex("b"), s.count("a"), s.count("a", 1, -1), s.count(""), s.count("abra"))
# expect: 4 8 5 3 12 2
print("aaaa".count("aa"), "abc" in "xabcx", "" in "", "abc" not in "ab")  # expect: 2 True True True
for action in (lambda: s.index("x"), lambda: s.rindex("x"), lambda: s.find(1), lambda: 1 in s):
    try:
        action()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)  # expect: ValueError substring not found
        # expect: ValueError substring not found
        # expect: TypeError find() argument 1 must be str, not int
        # expect: TypeError 'in <string>' requires string as left operand, not int
