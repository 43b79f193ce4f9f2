# What a handler raises between two rounds of a loop is raised inside the loop: the `try` around it catches it.
import os
import signal
import threading
import traceback

rounds = [0]


class Stop(Exception):
    pass


def handler(number, frame):
    raise Stop


def send():
    while not rounds[0]:
        pass
    os.kill(os.getpid(), signal.SIGUSR1)


def interrupted(function):
    rounds[0] = 0
    sender = threading.Thread(target=send)
    sender.start()
    try:
        function()
    except Stop as error:
        entry = traceback.extract_tb(error.__traceback__)[1]
        print(entry.name, "left at", entry.line)
    sender.join()


def endless():
    try:
        while True:
            rounds[0] = 1
    except Stop:
        print("endless() caught it")


def with_finally():
    try:
        while True: rounds[0] = 1
    finally:
        print("finally")


def nested():
    while True:
        try:
            while True:
                rounds[0] = 1
        except Stop:
            print("nested() caught it")
            break


def uncaught():
    while True: rounds[0] = 1


signal.signal(signal.SIGUSR1, handler)
for function in (endless, with_finally, nested, uncaught):
    interrupted(function)
