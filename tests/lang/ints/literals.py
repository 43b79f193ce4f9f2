print(0x1F, 0X1f, 0o17, 0b1011, 0B1, 1_000_000, 0x_ff)  # expect: 31 31 15 11 1 1000000 255
print(00, 0_0, 0xFFFF_FFFF_FFFF_FFFF_FFFF)  # expect: 0 0 1208925819614629174706175
print(123456789012345678901234567890123456789)  # expect: 123456789012345678901234567890123456789
for text in ("0777", "1__0", "0b12", "0o8", "0xg", "12abc", "1_"):
    try:
        eval(text)
    except SyntaxError as error:
        print(text, "|", error.msg)
        # expect: 0777 | leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers
        # expect: 1__0 | invalid decimal literal
        # expect: 0b12 | invalid digit '2' in binary literal
        # expect: 0o8 | invalid digit '8' in octal literal
        # expect: 0xg | invalid hexadecimal literal
        # expect: 12abc | invalid decimal literal
        # expect: 1_ | invalid decimal literal
