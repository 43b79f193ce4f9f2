s = "hello.py"
print(s.startswith("hell"), s.startswith("ell", 1), s.startswith(("x", "he")), s.startswith(""), s.startswith("h", 20))
# expect: True True True True False
print(s.endswith(".py"), s.endswith((".c", ".py")), s.endswith("lo", 0, 5), s.endswith(""))
# expect: True True True True
for argument in (1, ["h"], ("h", 1)):
    try:
        print(s.startswith(argument))
    except TypeError as error:
        print(error)  # expect: startswith first arg must be str or a tuple of str, not int
        # expect: startswith first arg must be str or a tuple of str, not list
        # expect: True
