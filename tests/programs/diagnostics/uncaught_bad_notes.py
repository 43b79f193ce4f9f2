e = ValueError("x"); e.__notes__ = "abc"; 
try: raise e
except ValueError as q:
    e2 = KeyError("y"); e2.__notes__ = [1, None, "z"]
    raise e2
