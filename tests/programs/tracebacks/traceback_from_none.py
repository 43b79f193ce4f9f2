def load(options):
    try:
        return options["port"]
    except KeyError:
        raise RuntimeError("no port given") from None


load({})
