class Animal:
    def __init__(self, name):
        self.name = name

    def speak(self):
        return f"{self.name} says {self.sound()}"

    def sound(self):
        return "..."

class Dog(Animal):
    def sound(self):
        return "woof"

class Puppy(Dog):
    def __init__(self, name):
        super().__init__("little " + name)

    def sound(self):
        return super().sound() + "!"

for animal in (Animal("it"), Dog("Rex"), Puppy("Rex")):
    print(animal.speak())  # expect: it says ...
    # expect: Rex says woof
    # expect: little Rex says woof!
print(issubclass(Puppy, Animal), isinstance(Puppy("x"), Dog), isinstance(Dog("x"), Puppy), Puppy.__bases__, Puppy.__base__)
# expect: True True False (<class '__main__.Dog'>,) <class '__main__.Dog'>
