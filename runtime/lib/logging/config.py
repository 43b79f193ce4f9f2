"""Setting up logging from a dict or a configuration file."""

import logging
import logging.handlers
import re

__all__ = ["dictConfig", "fileConfig", "dictConfigClass", "DictConfigurator", "valid_ident"]

_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]*\Z", re.IGNORECASE)


def valid_ident(s):
    """ValueError unless s is an identifier."""
    if not _IDENTIFIER.match(s):
        raise ValueError(f"Not a valid Python identifier: {s!r}")
    return True


def _resolve(name):
    """The object with a dotted name."""
    parts = name.split(".")
    module = parts.pop(0)
    found = __import__(module)
    for part in parts:
        module += "." + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(module)
            found = getattr(found, part)
    return found


class DictConfigurator:
    """Makes formatters, filters, handlers and loggers from a dict."""

    def __init__(self, config):
        self.config = config
        self.made = {"formatters": {}, "filters": {}, "handlers": {}}

    def value(self, value):
        """ext://name stands for an object of a module, cfg://name for a part of the dict."""
        if isinstance(value, dict):
            return {key: self.value(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.value(item) for item in value]
        if not isinstance(value, str):
            return value
        if value.startswith("ext://"):
            return _resolve(value[6:])
        if value.startswith("cfg://"):
            found = self.config
            for part in re.findall(r"[^.\[\]]+", value[6:]):
                if part in self.made and found is self.config:
                    found = self.made[part]
                else:
                    found = found[int(part) if isinstance(found, list) else part]
            return found
        return value

    def custom(self, config):
        """What the factory under "()" makes."""
        config = dict(config)
        factory = config.pop("()")
        factory = factory if callable(factory) else _resolve(factory)
        properties = config.pop(".", None)
        made = factory(**{name: self.value(item) for name, item in config.items() if _IDENTIFIER.match(name)})
        for name, item in (properties or {}).items():
            setattr(made, name, item)
        return made

    def configure(self):
        config = self.config
        if "version" not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config["version"] != 1:
            raise ValueError(f"Unsupported version: {config['version']}")
        if config.get("incremental", False):
            for name, settings in config.get("handlers", {}).items():
                if "level" in settings:
                    logging._handlers[name].setLevel(settings["level"])
        else:
            self.make("formatters", "formatter", self.formatter)
            self.make("filters", "filter", self.filter)
            self.make_handlers()
        for name, settings in config.get("loggers", {}).items():
            try:
                self.logger(logging.getLogger(name), settings)
            except Exception as error:
                raise ValueError(f"Unable to configure logger {name!r}") from error
        if not config.get("incremental", False) and config.get("disable_existing_loggers", True):
            self.disable_others()
        if "root" in config:
            try:
                self.logger(logging.getLogger(), config["root"])
            except Exception as error:
                raise ValueError("Unable to configure root logger") from error

    def make(self, kind, word, function):
        for name, settings in self.config.get(kind, {}).items():
            try:
                self.made[kind][name] = self.custom_part(settings) if "()" in settings else function(settings)
            except Exception as error:
                raise ValueError(f"Unable to configure {word} {name!r}") from error

    def custom_part(self, settings):
        """A formatter or filter of the program's own; `format` may be what its factory calls `fmt`."""
        try:
            return self.custom(settings)
        except TypeError as error:
            if "'format'" not in str(error):
                raise
            return self.custom({"fmt" if name == "format" else name: item for name, item in settings.items()})

    def make_handlers(self):
        # A handler may refer to others: those whose turn has not come are tried again.
        waiting = sorted(self.config.get("handlers", {}).items())
        while waiting:
            later = []
            for name, settings in waiting:
                try:
                    handler = self.handler(settings)
                except KeyError as error:
                    later.append((name, settings))
                    reason = error
                except Exception as error:
                    raise ValueError(f"Unable to configure handler {name!r}") from error
                else:
                    handler.name = name
                    self.made["handlers"][name] = handler
            if len(later) == len(waiting):
                raise ValueError(f"Unable to configure handler {later[0][0]!r}") from reason
            waiting = later

    def formatter(self, settings):
        cls = _resolve(settings["class"]) if "class" in settings else logging.Formatter
        keywords = {"defaults": settings["defaults"]} if "defaults" in settings else {}
        return cls(settings.get("format"), settings.get("datefmt"), settings.get("style", "%"),
                   settings.get("validate", True), **keywords)

    def filter(self, settings):
        return logging.Filter(settings.get("name", ""))

    def add_filters(self, target, filters):
        for name in filters:
            target.addFilter(name if callable(name) or hasattr(name, "filter") else self.made["filters"][name])

    def handler(self, settings):
        settings = dict(settings)
        formatter = settings.pop("formatter", None)
        level = settings.pop("level", None)
        filters = settings.pop("filters", None)
        if "()" in settings:
            handler = self.custom(settings)
        else:
            cls = settings.pop("class")
            cls = cls if callable(cls) else _resolve(cls)
            properties = settings.pop(".", None)
            keywords = {name: self.value(item) for name, item in settings.items()}
            if issubclass(cls, getattr(logging.handlers, "MemoryHandler", ())) and "target" in keywords:
                keywords["target"] = self.made["handlers"][keywords["target"]]
            handler = cls(**keywords)
            for name, item in (properties or {}).items():
                setattr(handler, name, item)
        if formatter:
            handler.setFormatter(self.made["formatters"][formatter])
        if level is not None:
            handler.setLevel(level)
        if filters:
            self.add_filters(handler, filters)
        return handler

    def logger(self, logger, settings):
        if settings.get("level") is not None:
            logger.setLevel(settings["level"])
        if not self.config.get("incremental", False):
            for handler in logger.handlers[:]:
                logger.removeHandler(handler)
            for name in settings.get("handlers", ()):
                logger.addHandler(self.made["handlers"][name])
            self.add_filters(logger, settings.get("filters", ()))
            logger.disabled = False
        if settings.get("propagate") is not None:
            logger.propagate = settings["propagate"]

    def disable_others(self):
        named = set(self.config.get("loggers", {}))
        for name, logger in logging.root.manager.loggerDict.items():
            below = any(name.startswith(parent + ".") for parent in named)
            if isinstance(logger, logging.Logger) and name not in named and not below:
                logger.disabled = True


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Sets logging up from a dict."""
    dictConfigClass(config).configure()


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    """Sets logging up from a file with the sections loggers, handlers, formatters."""
    import configparser
    if isinstance(fname, configparser.RawConfigParser):
        parser = fname
    else:
        parser = configparser.ConfigParser(defaults)
        if hasattr(fname, "readline"):
            parser.read_file(fname)
        elif not parser.read(fname, encoding):
            raise FileNotFoundError(f"{fname} doesn't exist")

    def names(section):
        return [name.strip() for name in parser[section]["keys"].split(",") if name.strip()]

    config = {"version": 1, "disable_existing_loggers": disable_existing_loggers, "formatters": {}, "handlers": {},
              "loggers": {}}
    for name in names("formatters"):
        section = parser[f"formatter_{name}"]
        config["formatters"][name] = {"format": section.get("format", raw=True),
                                      "datefmt": section.get("datefmt", raw=True),
                                      "style": section.get("style", "%", raw=True)}
    for name in names("handlers"):
        section = parser[f"handler_{name}"]
        config["handlers"][name] = {"()": _FileHandler(section), **(
            {"formatter": section["formatter"]} if section.get("formatter") else {}), **(
            {"level": section["level"]} if section.get("level") else {})}
    for name in names("loggers"):
        section = parser[f"logger_{name}"]
        settings = {"handlers": [part.strip() for part in section.get("handlers", "").split(",") if part.strip()]}
        if section.get("level"):
            settings["level"] = section["level"]
        if name == "root":
            config["root"] = settings
        else:
            settings["propagate"] = section.getint("propagate", 1)
            config["loggers"][section["qualname"]] = settings
    dictConfig(config)


class _FileHandler:
    """Makes the handler of a section: its class and arguments are expressions in the file."""

    def __init__(self, section):
        self.section = section

    def __call__(self):
        names = dict(vars(logging), logging=logging, handlers=logging.handlers)
        try:
            cls = eval(self.section["class"], names)
        except (AttributeError, NameError):
            cls = _resolve(self.section["class"])
        arguments = eval(self.section.get("args", "()"), names)
        keywords = eval(self.section.get("kwargs", "{}"), names)
        return cls(*arguments, **keywords)
