n = 12
print(n.numerator, n.denominator, n.real, n.imag, n.conjugate())  # expect: 12 1 12 0 12
print((5).__add__(3), (5).__radd__(3), (7).__floordiv__(2), (5).__add__("x"))  # expect: 8 8 3 NotImplemented
print((3).to_bytes(2, "big"), (258).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True))
# expect: b'\x00\x03' b'\x02\x01\x00\x00' b'\xff\xfe'
print(int.from_bytes(b"\x01\x02", "big"), int.from_bytes(b"\xff\xfe", "little", signed=True))  # expect: 258 -257
print((10).is_integer(), (6).as_integer_ratio())  # expect: True (6, 1)
try:
    (300).to_bytes(1, "big")
except OverflowError as error:
    print(error)  # expect: int too big to convert
try:
    (5).nothing
except AttributeError as error:
    print(error)  # expect: 'int' object has no attribute 'nothing'
