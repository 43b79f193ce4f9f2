"""A text adventure as a state machine: the player's words come from standard input."""
from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto


class State(Enum):
    EXPLORING = auto()
    FIGHTING = auto()
    WON = auto()
    LOST = auto()


@dataclass
class Room:
    name: str
    exits: dict[str, str] = field(default_factory=dict)
    items: list[str] = field(default_factory=list)
    monster: str | None = None


@dataclass
class Player:
    room: str = "hall"
    health: int = 10
    bag: set[str] = field(default_factory=set)


WORLD = {
    "hall": Room("the hall", {"north": "library", "east": "cellar"}, ["lamp"]),
    "library": Room("the library", {"south": "hall"}, ["book", "sword"]),
    "cellar": Room("the cellar", {"west": "hall", "down": "vault"}, monster="rat"),
    "vault": Room("the vault", {"up": "cellar"}, ["treasure"]),
}


class Game:
    def __init__(self):
        self.player = Player()
        self.state = State.EXPLORING
        self.log: list[str] = []

    @property
    def room(self) -> Room:
        return WORLD[self.player.room]

    def explore(self, words):
        match words:
            case ["look"] | []:
                return f"You are in {self.room.name}. Exits: {', '.join(sorted(self.room.exits))}."
            case ["go", direction] if direction in self.room.exits:
                self.player.room = self.room.exits[direction]
                if self.room.monster:
                    self.state = State.FIGHTING
                    return f"A {self.room.monster} blocks your way!"
                return f"You enter {self.room.name}."
            case ["go", direction]:
                return f"You cannot go {direction!r}."
            case ["take", item, *rest]:
                if item not in self.room.items:
                    return f"There is no {' '.join([item, *rest])} here."
                self.room.items.remove(item)
                self.player.bag.add(item)
                if item == "treasure":
                    self.state = State.WON
                return f"Taken: {item}."
            case ["bag"]:
                return "You carry: " + (", ".join(sorted(self.player.bag)) or "nothing")
            case [verb, *_]:
                return f"I do not know how to {verb}."

    def fight(self, words):
        match words:
            case ["hit"] if "sword" in self.player.bag:
                self.room.monster, beaten = None, self.room.monster
                self.state = State.EXPLORING
                return f"You beat the {beaten}."
            case ["hit" | "kick" as how]:
                self.player.health -= 6
                if self.player.health <= 0:
                    self.state = State.LOST
                    return "You faint."
                return f"You {how} in vain. {self.player.health=}"
            case ["run"]:
                self.player.room = "hall"
                self.state = State.EXPLORING
                return "You run back to the hall."
            case _:
                return "Hit, kick or run!"

    def play(self):
        handlers = {State.EXPLORING: self.explore, State.FIGHTING: self.fight}
        while self.state in handlers:
            try:
                line = input(f"[{self.state.name.lower():>9}] > ")
            except EOFError:
                print("\nNo more words.")
                break
            print(line)
            answer = handlers[self.state](line.lower().split())
            self.log.append(answer)
            print(" ", answer)
        print(f"The end: {self.state}, {self.player}" if not self.player.bag else
              f"The end: {self.state!r}, health {self.player.health}, {len(self.log)} turns")


Game().play()
