def level(n):
    try:
        if n == 0:
            raise ValueError("bottom")
        level(n - 1)
    finally:
        seen.append(n)

seen = []
try:
    level(50)
except ValueError as error:
    depth = 0
    traceback = error.__traceback__
    while traceback:
        depth += 1
        traceback = traceback.tb_next
    print(error, len(seen), seen[:3], depth)  # expect: bottom 51 [0, 1, 2] 52
