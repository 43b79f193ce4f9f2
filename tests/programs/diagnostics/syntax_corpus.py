# What is said about more than a thousand mistakes (and some programs that are right): kind, message, place, text,
# warnings. They are in _syntax_corpus.txt, separated by "@@@"; \\N{TAB} stands for a tab.
import pathlib
import warnings

corpus = pathlib.Path(__file__).with_name("_syntax_corpus.txt").read_text(encoding="utf-8")
for number, source in enumerate(corpus.removesuffix("\n").split("\n@@@\n")):
    source = source.replace("\\N{TAB}", "\t")
    print(f"--- {number}: {source!r}")
    with warnings.catch_warnings(record=True) as recorded:
        warnings.simplefilter("always")
        try:
            compile(source, "<corpus>", "exec")
            print("compiles")
        except SyntaxError as e:
            print(f"{type(e).__name__}: {e.msg}")
            print(f"  {e.lineno}:{e.offset} to {e.end_lineno}:{e.end_offset} in {e.text!r}")
    for warning in recorded:
        print(f"{warning.category.__name__}: {warning.message}, line {warning.lineno}")
