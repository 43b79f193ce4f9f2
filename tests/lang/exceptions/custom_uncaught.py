class ValidationError(Exception):
    def __init__(self, field):
        super().__init__(f"field {field} is invalid")

def check(age):
    if age < 0:
        raise ValidationError("age")

check(5)
print("five is fine")  # expect: five is fine
check(-1)  # expect-error: ValidationError: field age is invalid
