# Number theory for beginners: sieve, factors, gcd, perfect numbers, Collatz, Pascal, bases.
from math import gcd, isqrt, prod, comb, lcm


def sieve(limit):
    flags = bytearray([1]) * (limit + 1)
    flags[:2] = b"\0\0"
    for n in range(2, isqrt(limit) + 1):
        if flags[n]:
            flags[n * n::n] = bytes(len(range(n * n, limit + 1, n)))
    return [n for n, flag in enumerate(flags) if flag]


def primes():
    found = {}
    n = 2
    while True:
        if n in found:
            for p in found.pop(n):
                found.setdefault(n + p, []).append(p)
        else:
            yield n
            found[n * n] = [n]
        n += 1


def factors(n):
    result = {}
    d = 2
    while d * d <= n:
        while n % d == 0:
            result[d] = result.get(d, 0) + 1
            n //= d
        d += 1 if d == 2 else 2
    if n > 1:
        result[n] = result.get(n, 0) + 1
    return result


def collatz(n):
    while n != 1:
        yield n
        n = 3 * n + 1 if n % 2 else n // 2
    yield 1


def to_base(n, base, digits="0123456789abcdefghijklmnopqrstuvwxyz"):
    if n < 0:
        return "-" + to_base(-n, base)
    head, digit = divmod(n, base)
    return (to_base(head, base) if head else "") + digits[digit]


small = sieve(100)
print(small, len(sieve(20_000)))
gen = primes()
print([next(gen) for _ in range(25)] == small)
print(" ".join(f"{p}^{k}" if k > 1 else str(p) for p, k in factors(2 ** 5 * 3 ** 2 * 97 * 101).items()))
print([n for n in range(2, 1000) if sum(d for d in range(1, n) if n % d == 0) == n])
print(list(collatz(27))[:10], max(collatz(27)), len(list(collatz(27))))
for row in range(7):
    print(" ".join(f"{comb(row, k):3}" for k in range(row + 1)).center(40).rstrip())
print(to_base(255, 16), to_base(-10, 2), to_base(123456789, 36), int("21i3v9", 36))
print(f"{255:#x} {255:#b} {255:o} {255:08b} {-255:+,} {10**12:_} {0.1 + 0.2:.17f} {1e100:.3e} {1234.5:g}")
print(gcd(84, 36), lcm(4, 6, 10), prod(range(1, 11)), pow(3, -1, 11), pow(2, 1000, 97), -7 // 2, -7 % 3, divmod(-7, 3))
print(round(2.5), round(3.5), round(-2.5), round(1234, -2), round(2.675, 2), 7 / 2, 2 ** -1, 0.1 + 0.2 == 0.3)
print(2 ** 100, len(str(3 ** 1000)), (2 ** 64).bit_length(), (255).to_bytes(2, "big"), int.from_bytes(b"\1\0"))
print(3 + 4j, abs(3 + 4j), (1 + 2j) * (3 - 1j), (1j ** 2).real, complex("1+2j").conjugate())
for bad in ("int('12a')", "int('', 16)", "float('abc')", "1 // 0", "1 % 0", "1.5 % 0", "2 ** 'a'", "isqrt(-1)",
            "pow(2, -1, 4)", "[] + ()", "len(5)", "int([])", "'a' * 'b'", "chr(-1)", "ord('ab')", "sum(['a'])",
            "max([])", "range(0, 1, 0)", "round('x')", "abs('x')", "bytes([256])", "'%d' % 'x'", "-'a'", "10 ** 400 / 3.0"):
    try:
        print(eval(bad))
    except Exception as error:
        print(f"{bad:18} {type(error).__name__}: {error}")
print(next(p for p in small if p > 97))
