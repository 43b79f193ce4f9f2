def f(error):
    try:
        raise error
    except Exception:
        return "Exception first"
    except ValueError:
        return "unreachable"

print(f(ValueError()), f(KeyError()))  # expect: Exception first Exception first
def g(error):
    try:
        raise error
    except ():
        return "nothing"
    except ((KeyError, (ValueError,)[0])):
        return "tuple"
    except:
        return "bare"

print(g(KeyError()), g(ValueError()), g(SystemExit()), g(KeyboardInterrupt()))  # expect: tuple tuple bare bare
