caught = 0
for i in range(3000):
    try:
        if i % 3 == 0:
            raise ValueError(i)
        if i % 3 == 1:
            [][i]
    except ValueError as error:
        caught += error.args[0]
    except IndexError:
        caught += 1
    else:
        caught -= 1
    finally:
        caught += 0
print(caught)  # expect: 1498500
