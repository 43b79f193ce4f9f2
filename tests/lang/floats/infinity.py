inf = float("inf")
print(inf, -inf, inf + 1, inf + inf, 1 / inf, -1 / inf)  # expect: inf -inf inf inf 0.0 -0.0
print(inf > 10 ** 400, -inf < -10 ** 400, inf == inf, inf == -inf)  # expect: True True True False
print(inf - inf, inf * 0, inf // 2, 5 % inf, -5 % inf)  # expect: nan nan nan 5.0 inf
print(float("Infinity"), float("-INF"), float("+inf"))  # expect: inf -inf inf
for action in (lambda: int(inf), lambda: round(inf), lambda: inf.as_integer_ratio()):
    try:
        action()
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)  # expect: OverflowError cannot convert float infinity to integer
        # expect: OverflowError cannot convert float infinity to integer
        # expect: OverflowError cannot convert Infinity to integer ratio
