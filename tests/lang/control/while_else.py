n = 3
while n:
    n -= 1
else:
    print("counted down")  # expect: counted down
while True:
    n += 1
    if n > 2:
        break
else:
    print("never")
print(n)  # expect: 3
while False:
    print("never")
else:
    print("at once")  # expect: at once
i = 0
while i < 10:
    i += 1
    if i % 2:
        continue
    if i > 6:
        break
    print(i)  # expect: 2
    # expect: 4
    # expect: 6
