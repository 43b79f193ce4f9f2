class Temperature:
    def __init__(self, celsius):
        self._celsius = celsius

    @property
    def celsius(self):
        "The value."
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273:
            raise ValueError("too cold")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        print("deleted")

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

t = Temperature(100)
print(t.celsius, t.fahrenheit, Temperature.celsius.__doc__)  # expect: 100 212.0 The value.
t.celsius = 0
t.celsius += 5
print(t.celsius, t.fahrenheit)  # expect: 5 41.0
del t.celsius  # expect: deleted
for action in (
    lambda: setattr(t, "celsius", -300), lambda: setattr(t, "fahrenheit", 1),
    lambda: delattr(t, "fahrenheit"),
):
    try:
        action()
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, error)  # expect: ValueError too cold
        # expect: AttributeError property 'fahrenheit' of 'Temperature' object has no setter
        # expect: AttributeError property 'fahrenheit' of 'Temperature' object has no deleter
