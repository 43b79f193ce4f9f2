class A:
    def __init__(self): self.__secret = 1
    def get(self): return self.__secret
    def __hidden(self): return "hidden"
    def call(self): return self.__hidden()
    __x__ = "not mangled"

a = A()
print(a.get(), a._A__secret, a.call(), a.__x__, sorted(a.__dict__))  # expect: 1 1 hidden not mangled ['_A__secret']
try:
    a.__secret
except AttributeError as error:
    print(error)  # expect: 'A' object has no attribute '__secret'
class B(A):
    def __init__(self):
        super().__init__()
        self.__secret = 2
    def both(self): return self.__secret, self.get()
print(B().both())  # expect: (2, 1)
