def run(fail, catch):
    log = []
    try:
        try:
            log.append("try")
            if fail:
                raise ValueError("x")
        except (ValueError if catch else KeyError):
            log.append("except")
        else:
            log.append("else")
        finally:
            log.append("finally")
        log.append("after")
    except ValueError:
        log.append("outer")
    return log

for fail in (False, True):
    for catch in (True, False):
        print(fail, catch, run(fail, catch))  # expect: False True ['try', 'else', 'finally', 'after']
        # expect: False False ['try', 'else', 'finally', 'after']
        # expect: True True ['try', 'except', 'finally', 'after']
        # expect: True False ['try', 'finally', 'outer']
