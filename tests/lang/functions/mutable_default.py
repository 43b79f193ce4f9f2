# The default is evaluated once, when the function is defined.
def collect(item, bucket=[]):
    bucket.append(item)
    return bucket

print(collect(1))  # expect: [1]
print(collect(2), collect(3, []))  # expect: [1, 2] [3]
print(collect.__defaults__)  # expect: ([1, 2],)
