n = 1234567
print(f"{n:,} {n:_} {n:x} {n:X} {n:#x} {n:#X} {n:b} {n:#o} {n:_x} {n:_b}")
# expect: 1,234,567 1_234_567 12d687 12D687 0x12d687 0X12D687 100101101011010000111 0o4553207 12_d687 1_0010_1101_0110_1000_0111
print(f"{n:+} {-n:+} {n: } {-n: } {n:-}")  # expect: +1234567 -1234567  1234567 -1234567 1234567
print(f"|{n:12}|{n:<12}|{n:^12}|{n:=+12}|{n:012}|{-n:012,}|{n:*^15,}")
# expect: |     1234567|1234567     |  1234567   |+    1234567|000001234567|-001,234,567|***1,234,567***
print(f"{65:c} {20013:c} {n:e} {n:.2f} {n:g} {n:%} {5:.1%} {n:n}")
# expect: A 中 1.234567e+06 1234567.00 1.23457e+06 123456700.000000% 500.0% 1234567
print(f"{10 ** 30:,} {10 ** 30:e} {2 ** 70:x} {-2 ** 70:#b}")
# expect: 1,000,000,000,000,000,000,000,000,000,000 1.000000e+30 400000000000000000 -0b10000000000000000000000000000000000000000000000000000000000000000000000
print(f"{True:d} {True} {True:5} {0:,} {999:,} {1000:,}")  # expect: 1 True     1 0 999 1,000
# Zeros and separators up to a width.
print([len(format(12345, f"0{width},")) for width in range(5, 25)])  # expect: [6, 6, 7, 9, 9, 10, 11, 13, 13, 14, 15, 17, 17, 18, 19, 21, 21, 22, 23, 25]
print([format(0xABCDE, f"#0{width}_x") for width in range(8, 15)])  # expect: ['0xa_bcde', '0x0a_bcde', '0x00a_bcde', '0x000a_bcde', '0x0_000a_bcde', '0x0_000a_bcde', '0x00_000a_bcde']
try:
    import sys
    if sys.implementation.name != "gilt":  # CPython 3.13 would be busy for hours
        raise MemoryError
    format(1, f"0{10**18},")
except MemoryError:
    print("too wide")  # expect: too wide
