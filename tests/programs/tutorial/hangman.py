"""Hangman played by the machine: a seeded random word, a strategy of letter counts."""
import random
import string
from collections import Counter

WORDS = """python interpreter thread variable function dictionary exception generator
           decorator recursion iterator module package string tuple boolean""".split()
PICTURE = ["", "|", "|/", "|/-", "|/-o", "|/-o<", "|/-o<-", "+ dead +"]


class Hangman:
    def __init__(self, word, lives=len(PICTURE) - 1):
        self.word = word
        self.lives = lives
        self.tried = set()

    @property
    def shown(self):
        return "".join(letter if letter in self.tried else "_" for letter in self.word)

    def guess(self, letter):
        if letter in self.tried:
            raise ValueError(f"{letter!r} was tried before")
        self.tried.add(letter)
        if letter not in self.word:
            self.lives -= 1
        return letter in self.word

    def is_over(self):
        return self.lives == 0 or "_" not in self.shown


def fits(word, game):
    wrong = game.tried - set(game.shown)
    return len(word) == len(game.word) and all(
        seen == letter if seen != "_" else letter not in game.tried | wrong
        for seen, letter in zip(game.shown, word))


def choose(game):
    candidates = [word for word in WORDS if fits(word, game)]
    counts = Counter(letter for word in candidates for letter in set(word) - game.tried)
    return max(sorted(counts), key=counts.__getitem__)


def play(word, chooser):
    game = Hangman(word)
    while not game.is_over():
        letter = chooser(game)
        hit = game.guess(letter)
        print(f"  {letter} {'yes' if hit else 'no ':3} {game.shown:<14}{PICTURE[-1 - game.lives]}")
    return game.shown == word


random.seed(2026)
for word in random.sample(WORDS, k=3):
    print(len(word), "letters:")
    print("won" if play(word, choose) else f"lost, it was {word}")
lucky = random.Random("seeded by text")


def at_random(game):
    return lucky.choice([c for c in string.ascii_lowercase if c not in game.tried])


print("won" if play("tuple", at_random) else "lost")
game = Hangman("abba")
game.guess("a")
print(game.shown, game.lives, sorted(game.tried), vars(game).keys())
game.guess("a")
