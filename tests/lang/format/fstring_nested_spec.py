width, precision, value = 12, 3, 3.14159265
print(f"|{value:{width}.{precision}f}|{value:<{width}}|{value:.{precision + 2}f}")
# expect: |       3.142|3.14159265  |3.14159
fill = "*"
print(f"{'mid':{fill}^{width}}", f"{'a':{'>'}{4}}|")  # expect: ****mid*****    a|
