try:
    import support.needs_early
except ImportError as error:
    print(str(error).split(" (/")[0])
    # expect: cannot import name 'early' from partially initialized module 'support.needs_early' (most likely due to a circular import)
    print(error.name)  # expect: support.needs_early
