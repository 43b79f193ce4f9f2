print(int("42"), int("-42"), int("+7"), int("  12\n"), int("1_000"))  # expect: 42 -42 7 12 1000
print(int("ff", 16), int("0xff", 16), int("0b101", 0), int("0o17", 0), int("zz", 36))  # expect: 255 255 5 15 1295
print(int("123456789012345678901234567890"), int("-f" * 1 + "f" * 20, 16))
# expect: 123456789012345678901234567890 -19342813113834066795298815
print(int("١٢٣"), int(""" 5 """))  # expect: 123 5
for text, base in (
    ("", 10), ("x", 10), ("1__0", 10), ("_1", 10), ("12", 2), ("0x", 16), ("1.5", 10),
    ("08", 0),
):
    try:
        int(text, base)
    except ValueError as error:
        print(error)  # expect: invalid literal for int() with base 10: ''
        # expect: invalid literal for int() with base 10: 'x'
        # expect: invalid literal for int() with base 10: '1__0'
        # expect: invalid literal for int() with base 10: '_1'
        # expect: invalid literal for int() with base 2: '12'
        # expect: invalid literal for int() with base 16: '0x'
        # expect: invalid literal for int() with base 10: '1.5'
        # expect: invalid literal for int() with base 0: '08'
