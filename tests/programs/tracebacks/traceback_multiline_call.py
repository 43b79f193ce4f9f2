def check(a, b, c):
    return a + b + c


print("start")
check(
    1,
    "two",
    3,
)
