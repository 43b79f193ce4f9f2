# Generators of one's own share nothing with the module's.
import random

a, b = random.Random(9), random.Random(9)
print([a.randint(0, 99) for _ in range(6)] == [b.randint(0, 99) for _ in range(6)])  # expect: True
random.seed(1)
first = random.random()
a.random()
random.seed(1)
print(random.random() == first)  # expect: True
print(0 <= random.SystemRandom().random() < 1, 0.0 <= random.Random().random() < 1.0)  # expect: True True
class Loaded(random.Random):
    def random(self):
        return 0.5
print(Loaded().uniform(0, 10))  # expect: 5.0
