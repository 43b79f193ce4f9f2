class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = name
        print("named", owner.__name__, name)

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, "unset")

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}")
        instance.__dict__[self.name] = value

class Person:
    name = Typed(str)
    age = Typed(int)
    # expect: named Person name
    # expect: named Person age

p = Person()
print(p.name)  # expect: unset
p.name, p.age = "Bo", 5
print(p.name, p.age, isinstance(Person.age, Typed), p.__dict__)  # expect: Bo 5 True {'name': 'Bo', 'age': 5}
try:
    p.age = "old"
except TypeError as error:
    print(error)  # expect: age must be int
