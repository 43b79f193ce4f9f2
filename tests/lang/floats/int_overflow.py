big = 10 ** 400
for action in (
    lambda: big / 3, lambda: big * 1.0, lambda: 1.0 + big, lambda: float(big),
    lambda: 2 ** 5000 * 0.5,
):
    try:
        action()
    except OverflowError as error:
        print(error)  # expect: integer division result too large for a float
        # expect: int too large to convert to float
        # expect: int too large to convert to float
        # expect: int too large to convert to float
        # expect: int too large to convert to float
print(big / 10 ** 395, (10 ** 400 + 1) / (10 ** 400))  # expect: 100000.0 1.0
