for text in (
    "import nothing_like_this", "import support.missing", "from nothing_like_this import x",
    "import support.with_all.x", "from support.missing import x", "import nothing.at.all",
):
    try:
        exec(text)
    except ModuleNotFoundError as error:
        print(error, "|", error.name)  # expect: No module named 'nothing_like_this' | nothing_like_this
        # expect: No module named 'support.missing' | support.missing
        # expect: No module named 'nothing_like_this' | nothing_like_this
        # expect: No module named 'support.with_all.x'; 'support.with_all' is not a package | support.with_all.x
        # expect: No module named 'support.missing' | support.missing
        # expect: No module named 'nothing' | nothing
