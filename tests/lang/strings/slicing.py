s = "0123456789"
print(s[2:5], s[:3], s[7:], s[:], s[-3:], s[:-3])  # expect: 234 012 789 0123456789 789 0123456
print(s[::2], s[1::3], s[::-1], s[8:2:-2], s[-1:-4:-1])  # expect: 02468 147 9876543210 864 987
print([s[5:2], s[20:], s[3:3], s[:-20]])  # expect: ['', '', '', '']
print(s[-100:100], s[None:4], s[10 ** 30:], s[:10 ** 30])  # expect: 0123456789 0123  0123456789
for step in (0, "x"):
    try:
        s[::step]
    except (ValueError, TypeError) as error:
        print(error)  # expect: slice step cannot be zero
        # expect: slice indices must be integers or None or have an __index__ method
