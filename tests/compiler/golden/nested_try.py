def f():
    try:
        try:
            g()
        except A as e:
            raise B from e
        else:
            h()
    except (B, C):
        return 1
    except:
        pass
