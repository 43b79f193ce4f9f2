"""A bank's counter simulated: events wait in a heap, customers in a line."""
import heapq
import itertools
import random
from collections import Counter, deque
from typing import NamedTuple


class Event(NamedTuple):
    time: float
    order: int
    kind: str
    customer: int


class Simulation:
    def __init__(self, clerks, seed):
        self.random = random.Random(seed)
        self.clock = 0.0
        self.events = []
        self.order = itertools.count()
        self.free = clerks
        self.line = deque()
        self.arrived = {}
        self.waits = []
        self.counts = Counter()
        self.longest = 0

    def schedule(self, delay, kind, customer):
        heapq.heappush(self.events, Event(self.clock + delay, next(self.order), kind, customer))

    def on_arrive(self, customer):
        self.arrived[customer] = self.clock
        self.line.append(customer)
        self.longest = max(self.longest, len(self.line))
        self.serve()

    def on_leave(self, customer):
        self.free += 1
        self.serve()

    def serve(self):
        while self.free and self.line:
            customer = self.line.popleft()
            self.free -= 1
            self.waits.append(self.clock - self.arrived.pop(customer))
            self.schedule(self.random.uniform(2, 6), "leave", customer)

    def run(self, customers, until=float("inf")):
        for customer in range(customers):
            self.schedule(self.random.expovariate(1 / 1.5) + customer, "arrive", customer)
        while self.events and self.events[0].time <= until:
            event = heapq.heappop(self.events)
            self.clock = event.time
            self.counts[event.kind] += 1
            getattr(self, f"on_{event.kind}")(event.customer)
            if self.counts.total() <= 6:
                print(f"{self.clock:8.3f} {event.kind:<7}#{event.customer:02d} free={self.free} {list(self.line)}")


for clerks in range(1, 5):
    simulation = Simulation(clerks, seed=2024)
    simulation.run(60)
    average = sum(simulation.waits) / len(simulation.waits)
    print(f"{clerks} clerks: {average:7.2f} minutes, line of {simulation.longest:2}, "
          f"end at {simulation.clock:6.1f}, {dict(simulation.counts)}")

numbers = random.Random(7).sample(range(1000), 12)
heap = numbers[:]
heapq.heapify(heap)
print([heapq.heappop(heap) for _ in range(len(heap))] == sorted(numbers))
print(heapq.nlargest(3, numbers), heapq.nsmallest(3, numbers, key=lambda n: n % 100))
print(list(heapq.merge([1, 4, 7], [2, 5], [0, 9])), heapq.heappushpop([3, 5], 1), heapq.heapreplace([3, 5], 9))
event = Event(1.5, 0, "arrive", 3)
print(event, event._replace(kind="leave"), event._asdict(), Event._fields)
rng = random.Random(1)
print(rng.random(), rng.randint(1, 6), rng.choice("abc"), rng.gauss(0, 1), rng.shuffle(numbers), numbers)
print(rng.choices(["a", "b"], weights=[9, 1], k=8), rng.getrandbits(40), rng.triangular(0, 10, 2))
try:
    heapq.heappop([])
except IndexError as error:
    print("IndexError:", error)
try:
    event.time = 3
except AttributeError as error:
    print(error)
simulation.schedule(1, "explode", 0)
simulation.run(0)
