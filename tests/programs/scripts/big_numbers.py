"""Digits of pi and e, Mersenne primes, RSA in small."""


def digits_of_pi(n):
    unit = 10 ** (n + 10)

    def arctan_inverse(x):
        total = term = unit // x
        square, divisor, sign = x * x, 3, -1
        while term:
            term //= square
            total += sign * (term // divisor)
            divisor += 2
            sign = -sign
        return total

    return 4 * (4 * arctan_inverse(5) - arctan_inverse(239)) // 10**10


def digits_of_e(n):
    unit = 10 ** (n + 10)
    total = term = unit
    i = 1
    while term:
        term //= i
        total += term
        i += 1
    return total // 10**10


def is_mersenne_prime(p):
    number = (1 << p) - 1
    value = 4
    for _ in range(p - 2):
        value = (value * value - 2) % number
    return value == 0


def egcd(a, b):
    if b == 0:
        return a, 1, 0
    g, x, y = egcd(b, a % b)
    return g, y, x - a // b * y


print(digits_of_pi(200))
print(digits_of_e(100))
print([p for p in (3, 5, 7, 11, 13, 17, 19, 23, 31, 61, 89, 107, 127, 521) if is_mersenne_prime(p)])
p, q, exponent = 2**89 - 1, 2**107 - 1, 65537
modulus, totient = p * q, (p - 1) * (q - 1)
private = egcd(exponent, totient)[1] % totient
message = int.from_bytes("你好, gilt".encode(), "big")
secret = pow(message, exponent, modulus)
plain = pow(secret, private, modulus)
print(secret)
print(plain.to_bytes((plain.bit_length() + 7) // 8, "big").decode(), private * exponent % totient)
