"""Sequences asked by index, as CPython has it."""


def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


import collections.abc


class Seq(collections.abc.Sequence):

    def __getitem__(self, i):
        print('get', i)
        return i

    def __len__(self):
        print('len')
        return 42


match Seq():
    case [x, *_, y]:
        print(x, y)
match Seq():
    case [x, y]:
        print(x, y)
    case [x, *_]:
        print(x)


class Small(collections.abc.Sequence):

    def __init__(s, n):
        s.n = n

    def __getitem__(self, i):
        if isinstance(i, slice):
            raise ValueError
        if i >= self.n or i < -self.n:
            raise IndexError
        return i

    def __len__(self):
        return self.n


for n in range(6):
    match Small(n):
        case []:
            print('empty')
        case [a]:
            print('one', a)
        case [a, *b, c] if n > 3:
            print(a, b, c)
        case [*a, b]:
            print(a, b)


class Liar(collections.abc.Sequence):

    def __getitem__(self, i):
        raise IndexError

    def __len__(self):
        return 2


def f():
    match Liar():
        case [a, b]:
            return 1


attempt(f)


def f():
    match Liar():
        case [a, *b]:
            return 1


attempt(f)
