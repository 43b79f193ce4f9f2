try:
    raise ValueError("several\nlines of text")
except ValueError as error:
    error.add_note("a note")
    error.add_note("another\nlong note")
    raise
