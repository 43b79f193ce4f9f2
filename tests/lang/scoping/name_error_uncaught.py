value = 10
print(valeu)  # expect-error: NameError: name 'valeu' is not defined. Did you mean: 'value'?
