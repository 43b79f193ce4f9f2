print((1.0).hex(), (0.1).hex(), (-2.5).hex(), (0.0).hex(), float("inf").hex())
# expect: 0x1.0000000000000p+0 0x1.999999999999ap-4 -0x1.4000000000000p+1 0x0.0p+0 inf
print(float.fromhex("0x1.8p1"), float.fromhex("-0x.8"), float.fromhex("1p-3"))  # expect: 3.0 -0.5 0.125
