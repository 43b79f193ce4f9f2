print(completely_unknown_thing)  # expect-error: NameError: name 'completely_unknown_thing' is not defined
