"""The command `-m json.tool`: checks JSON and writes it so that it can be read."""

import argparse
import json
import sys


def _parse_arguments():
    parser = argparse.ArgumentParser(prog="python -m json.tool", description="A simple command line interface for json "
                                     "module to validate and pretty-print JSON objects.")
    parser.add_argument("infile", nargs="?", default="-", help="a JSON file to be validated or pretty-printed")
    parser.add_argument("outfile", nargs="?", help="write the output of infile to outfile")
    parser.add_argument("--sort-keys", action="store_true",
                        help="sort the output of dictionaries alphabetically by key")
    parser.add_argument("--no-ensure-ascii", dest="ensure_ascii", action="store_false",
                        help="disable escaping of non-ASCII characters")
    parser.add_argument("--json-lines", action="store_true", help="parse input using the JSON Lines format. Use with "
                        "--no-indent or --compact to produce valid JSON Lines output.")
    layout = parser.add_mutually_exclusive_group()
    layout.add_argument("--indent", default=4, type=int,
                        help="separate items with newlines and use this number of spaces for indentation")
    layout.add_argument("--tab", action="store_const", dest="indent", const="\t",
                        help="separate items with newlines and use tabs for indentation")
    layout.add_argument("--no-indent", action="store_const", dest="indent", const=None,
                        help="separate items with spaces rather than newlines")
    layout.add_argument("--compact", action="store_true",
                        help="suppress all whitespace separation (most compact)")
    return parser.parse_args()


def _read(options):
    """The text of the input file."""
    if options.infile == "-":
        return sys.stdin.read()
    with open(options.infile, encoding="utf-8") as file:
        return file.read()


def main():
    """Reads and writes as the command line says; ends with a message if it is not JSON."""
    options = _parse_arguments()
    layout = {"indent": options.indent, "ensure_ascii": options.ensure_ascii, "sort_keys": options.sort_keys}
    if options.compact:
        layout |= {"indent": None, "separators": (",", ":")}
    try:
        text = _read(options)  # before the output file is opened, which may be the same
        values = [json.loads(part) for part in (text.splitlines() if options.json_lines else [text])]
        out = sys.stdout if options.outfile is None else open(options.outfile, "w", encoding="utf-8")
        with out:
            for value in values:
                json.dump(value, out, **layout)
                out.write("\n")
    except ValueError as error:
        raise SystemExit(error)


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError as error:
        sys.exit(error.errno)
