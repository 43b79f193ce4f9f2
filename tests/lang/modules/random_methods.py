import random

for seed in (0, 1, 12345678901234567890, -5, "text", 2.5, b"bytes"):
    random.seed(seed)
    print(random.random(), random.randint(1, 6), random.getrandbits(10))  # expect: 0.8444218515250481 4 41
    # expect: 0.13436424411240122 1 261
    # expect: 0.5120180983871961 5 657
    # expect: 0.6229016948897019 6 367
    # expect: 0.8711565613554825 4 580
    # expect: 0.41877545666909954 2 13
    # expect: 0.37075677971469856 6 1008
random.seed(3)
print([random.randrange(5, 50, 5) for _ in range(5)], random.uniform(-1, 1), random.triangular(0, 10, 3), random.betavariate(2, 3))
# expect: [20, 45, 15, 30, 40] 0.25144060821610803 1.4020933553777342 0.08102917022925288
print(random.gauss(5, 2), random.normalvariate(0, 1), random.expovariate(1.5), random.lognormvariate(0, 1), random.paretovariate(3), random.weibullvariate(1, 2))
# expect: 7.25370792476771 1.102286832953886 0.6793773956237968 0.19368876121056106 1.964227196517298 0.8605920963234086
print(random.choices("abc", weights=[1, 2, 7], k=8), random.sample(range(1000), 4), random.sample(["a", "b", "c"], 2))
# expect: ['c', 'c', 'a', 'c', 'c', 'c', 'a', 'c'] [484, 609, 736, 942] ['b', 'c']
items = list(range(20))
random.shuffle(items)
print(items)  # expect: [13, 17, 5, 19, 8, 15, 10, 9, 6, 16, 3, 7, 2, 0, 1, 11, 4, 14, 18, 12]
state = random.getstate()
a = random.random()
random.setstate(state)
print(a == random.random(), random.randrange(10 ** 30), random.getrandbits(0))
# expect: True 384763693439426837970347319561 0
for action in (
    lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.randrange(0),
    lambda: random.sample([1], 2), lambda: random.randrange(1.5),
    lambda: random.getrandbits(-1), lambda: random.choices([], k=1),
):
    try:
        action()
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)  # expect: IndexError Cannot choose from an empty sequence
        # expect: ValueError empty range in randrange(5, 2)
        # expect: ValueError empty range for randrange()
        # expect: ValueError Sample larger than population or is negative
        # expect: TypeError 'float' object cannot be interpreted as an integer
        # expect: ValueError number of bits must be non-negative
        # expect: IndexError list index out of range
