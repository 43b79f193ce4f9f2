"""Attributes read and written on a few objects, without calls."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


class Particle:
    def __init__(self, x, speed):
        self.x = x
        self.y = 0
        self.speed = speed


def run(n):
    particles = [Particle(i, i % 5 + 1) for i in range(10)]
    for _ in range(n):
        for p in particles:
            p.x += p.speed
            p.y = p.x - p.y
    return sum([p.x + p.y for p in particles])


print(run(24_000 * SCALE))
