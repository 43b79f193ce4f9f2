"""Planets attract each other: floats in lists and local names."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100
SUN, YEAR = 4 * 3.141592653589793**2, 365.24


def bodies():
    return [
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, SUN],
        [4.84143144246472, -1.16032004402743, -0.10362204447112, 0.00166007664274 * YEAR, 0.00769901118420 * YEAR, -0.0000690460017 * YEAR, 0.000954791938424 * SUN],
        [8.34336671824458, 4.12479856412430, -0.40352341711432, -0.00276742510726 * YEAR, 0.00499852801235 * YEAR, 0.0000230417297574 * YEAR, 0.000285885980666 * SUN],
        [12.8943695621391, -15.1111514016986, -0.22330757889266, 0.00296460137564 * YEAR, 0.00237847173959 * YEAR, -0.0000296589568541 * YEAR, 0.0000436624404335 * SUN],
    ]


def advance(system, steps, dt):
    n = len(system)
    for _ in range(steps):
        for i in range(n):
            a = system[i]
            for j in range(i + 1, n):
                b = system[j]
                dx, dy, dz = a[0] - b[0], a[1] - b[1], a[2] - b[2]
                square = dx * dx + dy * dy + dz * dz
                pull = dt / (square * square**0.5)
                ma, mb = a[6] * pull, b[6] * pull
                a[3] -= dx * mb
                a[4] -= dy * mb
                a[5] -= dz * mb
                b[3] += dx * ma
                b[4] += dy * ma
                b[5] += dz * ma
        for body in system:
            body[0] += dt * body[3]
            body[1] += dt * body[4]
            body[2] += dt * body[5]


def energy(system):
    total = 0.0
    for i, a in enumerate(system):
        total += 0.5 * a[6] * (a[3] * a[3] + a[4] * a[4] + a[5] * a[5])
        for b in system[i + 1 :]:
            dx, dy, dz = a[0] - b[0], a[1] - b[1], a[2] - b[2]
            total -= a[6] * b[6] / (dx * dx + dy * dy + dz * dz) ** 0.5
    return total


system = bodies()
advance(system, 3_500 * SCALE, 0.01)
print("%.9f" % energy(system))
