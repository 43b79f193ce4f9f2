# An exception that several others refer to is shown once; members are shown wherever they are.
shared = KeyError("shared")
first = ValueError("first")
first.__context__ = shared
second = ValueError("second")
second.__context__ = shared
circle = TypeError("circle")
group = ExceptionGroup("group", [first, second, circle, circle])
circle.__cause__ = group
shared.__context__ = second
raise group
