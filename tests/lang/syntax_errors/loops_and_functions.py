for text in (
    "break", "continue", "return 1", "class C:\n    return 1", "if 1:\n    break",
    "def f():\n    continue", "for i in x:\n    def f():\n        break",
    "while 1:\n    class C:\n        continue", "for i in x: pass\nelse: break", "yield 1",
    "class C:\n    yield 1", "await x", "def f():\n    await x", "[await x for x in y]",
    "async with a: pass", "def f():\n    async for x in y: pass", "x = yield",
    "lambda: (yield)",
):
    try:
        compile(text, "<t>", "exec")
        print(repr(text), "| compiles")
    except SyntaxError as error:
        print(repr(text), "|", error.msg)  # expect: 'break' | 'break' outside loop
        # expect: 'continue' | 'continue' not properly in loop
        # expect: 'return 1' | 'return' outside function
        # expect: 'class C:\n    return 1' | 'return' outside function
        # expect: 'if 1:\n    break' | 'break' outside loop
        # expect: 'def f():\n    continue' | 'continue' not properly in loop
        # expect: 'for i in x:\n    def f():\n        break' | 'break' outside loop
        # expect: 'while 1:\n    class C:\n        continue' | 'continue' not properly in loop
        # expect: 'for i in x: pass\nelse: break' | 'break' outside loop
        # expect: 'yield 1' | 'yield' outside function
        # expect: 'class C:\n    yield 1' | 'yield' outside function
        # expect: 'await x' | 'await' outside function
        # expect: 'def f():\n    await x' | 'await' outside async function
        # expect: '[await x for x in y]' | asynchronous comprehension outside of an asynchronous function
        # expect: 'async with a: pass' | 'async with' outside async function
        # expect: 'def f():\n    async for x in y: pass' | 'async for' outside async function
        # expect: 'x = yield' | 'yield' outside function
        # expect: 'lambda: (yield)' | compiles
