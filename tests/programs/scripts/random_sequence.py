"""The same seed gives the same sequence as in CPython."""
import random

random.seed(42)
print([random.randint(1, 100) for _ in range(10)])
print([random.randrange(10) for _ in range(10)], random.randrange(0, 100, 7))
print(random.random(), random.random())
print(random.uniform(1, 10), random.choice("abcdef"), random.choice([1, 2, 3]))
deck = list(range(10))
random.shuffle(deck)
print(deck)
print(random.sample(range(100), 5), random.choices([1, 2, 3], k=5), random.getrandbits(70))
print(random.gauss(0, 1), random.expovariate(2))
other = random.Random(7)
print(other.random(), other.randint(0, 10**20))
random.seed("text seed")
print(random.random())
random.seed(42)
print(random.randint(1, 100))
try:
    random.choice([])
except IndexError as error:
    print(error)
try:
    random.randint(5, 1)
except ValueError as error:
    print(error)
