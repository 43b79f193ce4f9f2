def f(kind):
    try:
        try:
            raise kind("inner")
        except ValueError:
            print("caught ValueError")
            raise KeyError("from handler")
        finally:
            print("inner finally")
    except KeyError as error:
        print("outer", error, type(error.__context__).__name__)
    except TypeError as error:
        print("outer type", error, error.__context__)
    finally:
        print("outer finally")

f(ValueError)
# expect: caught ValueError
# expect: inner finally
# expect: outer 'from handler' ValueError
# expect: outer finally
f(TypeError)
# expect: inner finally
# expect: outer type inner None
# expect: outer finally
try:
    f(OSError)
except OSError as error:
    print("escaped", error)  # expect: inner finally
    # expect: outer finally
    # expect: escaped inner
