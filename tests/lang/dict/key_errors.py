d = {"a": 1}
def delete():
    del d["q"]

for action in (
    lambda: d["missing"], lambda: d[5], lambda: d[(1, 2)], lambda: d[None], delete,
    lambda: d.pop("x"), lambda: {}.popitem(), lambda: d["it's"],
):
    try:
        action()
    except KeyError as error:
        print(error, error.args)  # expect: 'missing' ('missing',)
        # expect: 5 (5,)
        # expect: (1, 2) ((1, 2),)
        # expect: None (None,)
        # expect: 'q' ('q',)
        # expect: 'x' ('x',)
        # expect: 'popitem(): dictionary is empty' ('popitem(): dictionary is empty',)
        # expect: "it's" ("it's",)
