ages = {"Ann": 30}
print(ages["Ann"])  # expect: 30
print(ages["Bob"])  # expect-error: KeyError: 'Bob'
