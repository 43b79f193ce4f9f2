"""The Mandelbrot set with plain floats."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def run(height):
    inside = steps = 0
    for row in range(height):
        ci = 2.0 * row / height - 1.0
        for column in range(100):
            cr = 3.0 * column / 100 - 2.0
            zr = zi = 0.0
            for _ in range(60):
                rr, ii = zr * zr, zi * zi
                if rr + ii > 4.0:
                    break
                zi = 2.0 * zr * zi + ci
                zr = rr - ii + cr
                steps += 1
            else:
                inside += 1
    return inside, steps


print(*run(50 * SCALE))
