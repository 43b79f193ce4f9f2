"""A small Matrix class: operators, slicing, text."""


class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        if len({len(row) for row in self.rows}) != 1:
            raise ValueError("ragged rows")

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    def __getitem__(self, key):
        if isinstance(key, tuple):
            row, column = key
            return self.rows[row][column]
        return self.rows[key]

    def __setitem__(self, key, value):
        row, column = key
        self.rows[row][column] = value

    def __add__(self, other):
        return Matrix([[a + b for a, b in zip(x, y)] for x, y in zip(self.rows, other.rows)])

    def __mul__(self, k):
        return Matrix([[a * k for a in row] for row in self.rows])

    __rmul__ = __mul__

    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return Matrix([[sum([a * b for a, b in zip(row, column)]) for column in columns] for row in self.rows])

    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result = result @ base
            base = base @ base
            n >>= 1
        return result

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __str__(self):
        width = max([len(str(a)) for row in self.rows for a in row])
        return "\n".join([" ".join([str(a).rjust(width) for a in row]) for row in self.rows])


m = Matrix([[1, 2], [3, 4]])
print(m)
print(m @ m)
print(m + 2 * m == m * 3, m.shape, m[1, 0], m[0])
m[0, 0] = -10
print(m)
print(Matrix([[1, 1], [1, 0]]) ** 150)
try:
    Matrix([[1], [1, 2]])
except ValueError as error:
    print(error)
