# A line of 100,000 characters and an expression of 20,000 terms.
exec("x = '" + "a" * 100000 + "'")
print(len(x))  # expect: 100000
exec("y = " + " + ".join(["1"] * 2000))
print(y)  # expect: 2000
exec("z = [" + ", ".join(["1"] * 20000) + "]")
print(len(z))  # expect: 20000
exec("\n".join([f"v{i} = {i}" for i in range(5000)]))
print(v4999)  # expect: 4999
