# Converting more than 4300 digits is refused, as a guard against slow input.
n = 10 ** 5000
try:
    str(n)
except ValueError as error:
    print(error)
    # expect: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
try:
    int("1" * 4301)
except ValueError as error:
    print(error)
    # expect: Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit
print(len(str(10 ** 4299)), len(hex(n)))  # expect: 4300 4155
