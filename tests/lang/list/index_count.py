a = [1, 2, 3, 2, 1, None, "x"]
print(a.index(2), a.index(2, 2), a.index(1, 1, 5), a.count(2), a.count(9), a.index(None))  # expect: 1 3 4 2 0 5
for arguments in ((2, 4), (9,), (1, 1, 3)):
    try:
        a.index(*arguments)
    except ValueError as error:
        print(error)  # expect: 2 is not in list
        # expect: 9 is not in list
        # expect: 1 is not in list
