"""Dispatch tables, closures and string work in one small game, driven by a script."""


def make_game():
    rooms = {
        "hall": {"text": "A dusty hall.", "exits": {"north": "library"}, "items": ["lamp"]},
        "library": {"text": "Books everywhere.", "exits": {"south": "hall", "east": "tower"}, "items": ["book", "key"]},
        "tower": {"text": "You can see far.", "exits": {"west": "library"}, "items": []},
    }
    here, bag, moves = "hall", [], 0

    def look(*_):
        room = rooms[here]
        lines = [room["text"]]
        if room["items"]:
            lines.append("Here: " + ", ".join(sorted(room["items"])))
        lines.append("Exits: " + ", ".join(sorted(room["exits"])))
        return "\n".join(lines)

    def go(direction=None, *_):
        nonlocal here, moves
        if direction is None:
            return "Go where?"
        try:
            target = rooms[here]["exits"][direction]
        except KeyError:
            return f"No way {direction}."
        if target == "tower" and "key" not in bag:
            return "The tower is locked."
        here = target
        moves += 1
        return look()

    def take(item="", *_):
        if item == "all":
            found = rooms[here]["items"]
            bag.extend(found)
            found.clear()
            return f"Bag: {sorted(bag)}"
        try:
            rooms[here]["items"].remove(item)
        except ValueError:
            return f"No {item or 'nothing'} here."
        bag.append(item)
        return f"Taken: {item}."

    def score(*_):
        return f"{moves} moves, {len(bag)} items"

    commands = {"look": look, "go": go, "take": take, "score": score, "l": look}

    def run(line):
        verb, *arguments = line.lower().split() or ["look"]
        return commands.get(verb, lambda *_: f"I do not know how to {verb}.")(*arguments)

    return run


run = make_game()
for line in ["look", "go", "go up", "take lamp", "take lamp", "GO North", "go east", "dance wildly", "take all", "go east", "", "score"]:
    print(">", line if line else "(nothing)")
    print(run(line))
