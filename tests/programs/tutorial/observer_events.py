"""The observer pattern three ways: callbacks, weak references, a descriptor that tells of changes."""
import logging
import sys
import weakref
from collections import defaultdict
from contextlib import contextmanager, suppress, ExitStack

logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(levelname)-8s %(name)s: %(message)s")
log = logging.getLogger("events")


class EventBus:
    def __init__(self):
        self._handlers = defaultdict(list)

    def on(self, event, handler=None, *, once=False):
        if handler is None:
            return lambda function: self.on(event, function, once=once)
        self._handlers[event].append((handler, once))
        return handler

    def emit(self, event, *args, **kwargs):
        log.debug("emit %s %r", event, args)
        results = []
        for entry in self._handlers[event][:]:
            handler, once = entry
            try:
                results.append(handler(*args, **kwargs))
            except Exception as error:
                log.error("%s failed: %s", handler.__name__, error)
            if once:
                self._handlers[event].remove(entry)
        return results

    @contextmanager
    def listening(self, event, handler):
        self.on(event, handler)
        try:
            yield self
        finally:
            self._handlers[event] = [(h, o) for h, o in self._handlers[event] if h is not handler]


class Observable:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return getattr(instance, self.name)

    def __set__(self, instance, value):
        old = getattr(instance, self.name, None)
        setattr(instance, self.name, value)
        if old != value:
            for observer in list(instance.observers):
                observer.changed(self.name[1:], old, value)


class Thermostat:
    temperature = Observable()
    mode = Observable()

    def __init__(self):
        self.observers = weakref.WeakSet()
        self.temperature = 20
        self.mode = "heat"


class Display:
    def __init__(self, label):
        self.label = label

    def changed(self, name, old, new):
        log.info("[%s] %s: %s -> %s", self.label, name, old, new)


class Alarm(Display):
    def changed(self, name, old, new):
        if name == "temperature" and new > 30:
            log.warning("[%s] %d degrees!", self.label, new)


bus = EventBus()


@bus.on("order")
def ship(item, count=1):
    return f"ship {count} x {item}"


@bus.on("order", once=True)
def welcome(item, **_):
    return "a first order!"


@bus.on("order")
def faulty(item, count):
    return item / count


print(bus.emit("order", "pen"))
print(bus.emit("order", "book", count=3))
with bus.listening("order", lambda item: item.upper()):
    print(bus.emit("order", "ink"))
print(len(bus.emit("order", "end", count=0)), bus.emit("nothing"))
room = Thermostat()
kitchen, alarm = Display("kitchen"), Alarm("alarm")
room.observers |= {kitchen}
room.observers.add(alarm)
room.temperature = 20
room.mode = "cool"
room.observers.discard(kitchen)
room.temperature = 35
del alarm
room.temperature = 40
print(len(room.observers), room.temperature, Thermostat.mode.name)
with ExitStack() as stack:
    for number in range(3):
        stack.callback(log.info, "closing %d", number)
    stack.enter_context(suppress(ZeroDivisionError))
    1 / 0
try:
    log.info("before %s", "trouble")
    {}["key"]
except KeyError:
    log.exception("caught it")
log.setLevel(logging.WARNING)
log.info("not shown")
logging.getLogger("events.child").critical("shown %(a)s", {"a": 1})
log.warning("too few %s %s", 1) if False else log.warning("done")
room.observers.add(Display)
room.mode = "off"
