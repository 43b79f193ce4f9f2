"""format() of fractions, with and without a presentation type."""

from fractions import Fraction

VALUES = [Fraction(*pair) for pair in ((0, 1), (1, 3), (-2, 3), (22, 7), (5, 2), (7, 2), (-1, 2000), (10**9, 7), (123456789, 1),
                                       (-1, 1), (999995, 10), (1, 10**7), (999999999, 1000), (10**30, 3), (1, 8), (-3, 8))]
SPECS = ["", "10", "<10", "^11", "=+12", "*>9", "#", "+#", " ,", "_", "#15_", "f", ".2f", "+.0f", "#.0f", "010.2f", "012,.1f",
         "012_.3f", ",.2f", "_.2f", "*^20.3f", "=12.1f", "<9.1f", "e", ".0e", "#.0e", ".3E", "g", ".3g", "#.3g", ".0g", "G",
         ".1g", "%", ".0%", ".1%", "08.1%", "z.0f", "z.1f", "-z.2f", " .3f", "F", "+012.4e", ".20g", "<<5.1f", "0"]
for value in VALUES:
    print(value, [format(value, spec) for spec in SPECS])
for spec in ("05", "z", ".2", "s", "d", "f ", ".f", "<05.1f", "++f", ",_f", "#z.1f", "٣f", "x", "1.2.3f", "aa<5f", "006f", ".010f", ".02f", "00f", "00"):
    try:
        print(spec, format(Fraction(1, 3), spec))
    except ValueError as error:
        print(error)
print(f"{Fraction(1, 3):.3f} {Fraction(355, 113)!s:>10} {Fraction(1, 7):e}")
print(hash(Fraction(1, 2**61 - 1)), hash(Fraction(-1, 2**62 - 2)), hash(Fraction(1, 3)) == hash(Fraction(2, 6)))
