big = 10 ** 20
print(1 < 2, 2 <= 2, 3 > 4, 4 >= 4, 5 == 5, 5 != 5)  # expect: True True False True True False
print(big > 5, -big < 5, big == 10 ** 20, big != big + 1, -big < big)  # expect: True True True True True
print(big < big + 1, -big > -big - 1, big >= big)  # expect: True True True
print(1 == 1.0, 2 ** 53 == float(2 ** 53), 2 ** 53 + 1 == float(2 ** 53))  # expect: True True False
print(10 ** 400 > 1e308, -10 ** 400 < float("-inf"), 10 ** 400 < float("inf"))  # expect: True False True
print(1 == "1", 1 != "1", 1 == None)  # expect: False True False
try:
    1 < "1"
except TypeError as error:
    print(error)  # expect: '<' not supported between instances of 'int' and 'str'
