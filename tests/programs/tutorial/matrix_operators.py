"""A matrix class with operators, slices, determinants and exact fractions."""
from fractions import Fraction
from functools import reduce
import operator


class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        widths = {len(row) for row in self.rows}
        if len(widths) != 1:
            raise ValueError(f"rows of different lengths: {sorted(widths)}")

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, key):
        match key:
            case (int() as i, int() as j):
                return self.rows[i][j]
            case (slice() as i, slice() as j):
                return Matrix(row[j] for row in self.rows[i])
            case int(i):
                return tuple(self.rows[i])
        raise TypeError(f"bad index {key!r}")

    def __setitem__(self, key, value):
        i, j = key
        self.rows[i][j] = value

    def __add__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        if self.shape != other.shape:
            raise ValueError(f"shapes differ: {self.shape} and {other.shape}")
        return Matrix(map(operator.add, a, b) for a, b in zip(self.rows, other.rows))

    def __mul__(self, number):
        if isinstance(number, Matrix):
            return NotImplemented
        return Matrix([x * number for x in row] for row in self.rows)

    __rmul__ = __mul__

    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return Matrix([sum(a * b for a, b in zip(row, col)) for col in columns] for row in self.rows)

    def __pow__(self, n):
        if n < 0:
            return self.inverse() ** -n
        return reduce(operator.matmul, [self] * n, Matrix.identity(len(self.rows)))

    def __neg__(self):
        return self * -1

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __bool__(self):
        return any(map(any, self.rows))

    def __iter__(self):
        return (x for row in self.rows for x in row)

    def minor(self, i, j):
        return Matrix(row[:j] + row[j + 1:] for k, row in enumerate(self.rows) if k != i)

    def det(self):
        n, m = self.shape
        if n != m:
            raise ValueError("not square")
        if n == 1:
            return self.rows[0][0]
        return sum((-1) ** j * x * self.minor(0, j).det() for j, x in enumerate(self.rows[0]) if x)

    def inverse(self):
        det = self.det()
        if not det:
            raise ZeroDivisionError("the matrix is singular")
        n = len(self.rows)
        return Matrix([Fraction((-1) ** (i + j) * self.minor(j, i).det(), det) for j in range(n)]
                      for i in range(n))

    def __str__(self):
        texts = [[str(x) for x in row] for row in self.rows]
        width = max(len(text) for row in texts for text in row)
        return "\n".join("[" + " ".join(f"{text:>{width}}" for text in row) + "]" for row in texts)

    def __repr__(self):
        return f"Matrix({self.rows})"


a = Matrix([[2, 1, 0], [1, 3, 1], [0, 1, 4]])
print(a, a.T == a, a.shape, a.det(), sep="\n")
print(a.inverse())
print(a @ a.inverse() == Matrix.identity(3), a ** -1 == a.inverse())
print(a ** 3)
print(repr(a[:2, 1:]), a[0], a[-1, -1], sep=" | ")
a[0, 0] += 5
print(2 * a + -a, sum(a), max(a), bool(a + -a), sep="\n")
print(repr(Matrix([range(3), range(3, 6)]).T))
for action in (lambda: a + 1, lambda: a * a, lambda: a["x"], lambda: a[5], lambda: a[9, 9],
               lambda: Matrix([[1, 2], [3]]), lambda: a + Matrix([[1]]), lambda: hash(a),
               lambda: Matrix([[1, 2], [2, 4]]).inverse(), lambda: a < a, lambda: "m" @ a):
    try:
        print(action())
    except (TypeError, ValueError, IndexError, ZeroDivisionError, AttributeError) as error:
        print(f"{type(error).__name__:>18}: {error}")
