people = [("Ann", 30), ("Bob", 25), ("Cid", 30), ("Dan", 25), ("Eve", 30)]
print([name for name, _ in sorted(people, key=lambda person: person[1])])  # expect: ['Bob', 'Dan', 'Ann', 'Cid', 'Eve']
print([name for name, _ in sorted(people, key=lambda person: person[1], reverse=True)])
# expect: ['Ann', 'Cid', 'Eve', 'Bob', 'Dan']
big = sorted(range(1000), key=lambda i: i % 10)
print(big[:3], big[100:103], big[-2:], big == [i for last in range(10) for i in range(last, 1000, 10)])
# expect: [0, 10, 20] [1, 11, 21] [989, 999] True
backwards = sorted(range(200), key=lambda i: -(i // 50))
print(backwards[0], backwards[50], backwards[-1])  # expect: 150 100 49
