s = """first
"second" 'third'
last\
!"""
print(s)  # expect: first
# expect: "second" 'third'
# expect: last!
print(len(s), repr('''a''b'''), repr("""x""" "y"))  # expect: 28 "a''b" 'xy'
