class ConfigError(Exception):
    pass


def load(options):
    try:
        return options["port"]
    except KeyError as error:
        raise ConfigError("no port given") from error


print(load({"port": 80}))
load({})
