"""Module subclasses, as CPython has it."""


def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


import sys, types
log = []
MT = type(sys)


class MM(MT):

    def __init__(self, name):
        MT.__init__(self, name)

    def __getattribute__(self, name):
        log.append(('get', name))
        return MT.__getattribute__(self, name)

    def __setattr__(self, name, value):
        log.append(('set', name, value))
        MT.__setattr__(self, name, value)

    def __delattr__(self, name):
        log.append(('del', name))
        MT.__delattr__(self, name)


a = MM('a')
a.foo = 12
x = a.foo
del a.foo
print(log)


class M2(types.ModuleType):
    x = 5

    def hi(self):
        return self.__name__


m = M2('mod', 'doc')
print(m.hi(), m.x, m.__doc__, m)
attempt(lambda: types.ModuleType())
attempt(lambda: types.ModuleType(1))
m = types.ModuleType('q')
print(m.__dict__)
attempt(lambda: m.zz)
m.__init__('r')
print(m.__name__)
attempt(lambda: types.ModuleType.__new__(types.ModuleType))
