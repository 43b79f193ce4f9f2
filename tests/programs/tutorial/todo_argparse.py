"""A to-do list steered by argparse, given several command lines and one that is wrong."""
import argparse
import json
import os
import sys
import tempfile
from pathlib import Path


def build_parser():
    parser = argparse.ArgumentParser(prog="todo", description="Keeps a list of things to do.",
                                     epilog="Tasks are numbered from 1.")
    parser.add_argument("-v", "--verbose", action="count", default=0, help="say more (may be repeated)")
    parser.add_argument("--file", type=Path, default=Path("todo.json"), metavar="PATH", help="where the tasks are kept")
    commands = parser.add_subparsers(dest="command", required=True, title="commands")
    add = commands.add_parser("add", help="add a task")
    add.add_argument("text", nargs="+", help="what to do")
    add.add_argument("-p", "--priority", type=int, choices=range(1, 4), default=2, help="1 is urgent (default: %(default)s)")
    add.add_argument("-t", "--tag", action="append", default=[], dest="tags")
    done = commands.add_parser("done", help="tick off tasks", aliases=["finish"])
    done.add_argument("numbers", type=int, nargs="+")
    show = commands.add_parser("list", help="show the tasks")
    group = show.add_mutually_exclusive_group()
    group.add_argument("--open", action="store_true", help="only what is open")
    group.add_argument("--done", action="store_true", help="only what is done")
    return parser


class TodoList:
    def __init__(self, path):
        self.path = path
        self.tasks = json.loads(path.read_text()) if path.exists() else []

    def add(self, args):
        self.tasks.append({"text": " ".join(args.text), "priority": args.priority, "tags": args.tags, "done": False})
        return f"task {len(self.tasks)} added"

    def done(self, args):
        for number in args.numbers:
            self.tasks[number - 1]["done"] = True
        return f"{len(args.numbers)} done"

    finish = done

    def list(self, args):
        lines = []
        for number, task in sorted(enumerate(self.tasks, 1), key=lambda pair: pair[1]["priority"]):
            if args.open and task["done"] or args.done and not task["done"]:
                continue
            tags = "".join(f" #{tag}" for tag in task["tags"])
            lines.append(f"{number:>3} [{'x' if task['done'] else ' '}] {'!' * (4 - task['priority']):<3} {task['text']}{tags}")
        return "\n".join(lines) or "nothing"

    def save(self):
        self.path.write_text(json.dumps(self.tasks))


def main(argv):
    parser = build_parser()
    args = parser.parse_args(argv)
    if args.verbose:
        print(f"{args.verbose=} {args.command=} {args.file.name=}")
    todo = TodoList(args.file)
    try:
        print(getattr(todo, args.command)(args))
    except IndexError as error:
        parser.error(f"no such task ({error})")
    todo.save()
    return 0


os.environ["COLUMNS"] = "100"  # the width of the help
with tempfile.TemporaryDirectory() as folder:
    path = str(Path(folder, "tasks.json"))
    for line in ("add learn Python -p 1", "-vv add buy milk --tag shop -t food", "add sleep --priority=3", "done 1", "list",
                 "list --open", "list --done", "finish 2 3", "list --open", "list --open --done", "add", "add x -p 9", "add x -p high",
                 "fly", "", "done seven", "done 99", "list --all", "--help", "add -h", "-v list --op"):
        print(f"$ todo {line}")
        sys.stdout.flush()
        try:
            main(["--file", path, *line.split()] if line else [])
        except SystemExit as stop:
            print("exit status", stop.code)
print(build_parser().parse_args(["-v", "add", "a", "b", "-t", "c"]))
sys.exit(build_parser().format_usage())
