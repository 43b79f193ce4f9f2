"""Objects that the program still holds at its end are finalized, while its names still mean something."""


class Resource:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("closed", self.name, describe())


def describe():
    return f"({KIND})"


KIND = "resource"
first = Resource("first")
second = Resource("second")
print("end")
