def make_counter(start=0):
    count = start

    def increment(by=1):
        nonlocal count
        count += by
        return count

    return increment

a = make_counter()
b = make_counter(100)
print(a(), a(), b(), a(5), b())  # expect: 1 2 101 7 102
