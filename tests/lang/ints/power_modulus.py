print(pow(2, 10, 1000), pow(3, 200, 13))  # expect: 24 9
print(pow(7, 10 ** 18, 10 ** 9 + 7))  # expect: 259616729
print(pow(2, 1000, 10 ** 30 + 57))  # expect: 141502251827270929530186206576
print(pow(-2, 3, 5), pow(2, 3, -5))  # expect: 2 -2
print(pow(3, -1, 7), pow(10, -2, 17))  # expect: 5 8
print(pow(5, 0, 1), pow(0, 0, 3))  # expect: 0 1
for arguments in ((2, -1, 4), (2, 2, 0), (2, 0.5, 3)):
    try:
        pow(*arguments)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)  # expect: ValueError base is not invertible for the given modulus
        # expect: ValueError pow() 3rd argument cannot be 0
        # expect: TypeError pow() 3rd argument not allowed unless all arguments are integers
