print(True, False, not True, not 0, not "")  # expect: True False False True True
print(True + True, True * 5, -True, ~True == -2, True / 2)  # expect: 2 5 -1 True 0.5
print(isinstance(True, int), type(True), issubclass(bool, int))  # expect: True <class 'bool'> True
print(True == 1, False == 0, True is True)  # expect: True True True
print(["no", "yes"][True], "x" * False == "")  # expect: yes True
print(str(True), repr(False), f"{True}", f"{True:d}", f"{False:>6}")  # expect: True False True 1      0
