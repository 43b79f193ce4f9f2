# Where tracebacks put their marks, in ninety-nine kinds of expressions and statements.
import traceback
def show(f, *a):
    try: f(*a)
    except BaseException: traceback.print_exc()
x = {"a": 1}; n = None; lst = [1, 2]
def f(*a, **k): raise ValueError("f")
def a1():
    return f(1,
             2,
             3)
def a2():
    f(
        1,
        2,
    )
def a3():
    x = (1 +
         2 +
         n)
def a4():
    return x["a"]["b"]["c"]
def a5():
    return (x
            ["a"]
            ["b"])
def a6():
    n.foo.bar
def a7():
    (n
     .foo)
def a8():
    lst[5]
def a9():
    lst[0] = lst[1] = lst[9] = 5
def a10():
    a, b = lst[0], lst[5]
def a11():
    del lst[9]
def a12():
    for i in n: pass
def a13():
    for i in [1, 2, 3]:
        f(i)
def a14():
    with n: pass
def a15():
    with open("/nonexistent/x") as q, open("y") as z:
        pass
def a16():
    return [f(i) for i in range(3)]
def a17():
    return sum(f(i) for i in range(3))
def a18():
    return {k: f(k) for k in x}
def a19():
    return (lambda y: y.foo)(5)
def a20():
    return 1 if n.x else 2
def a21():
    return n and f(1) or n + 1
def a22():
    assert x == 1, "msg %s" % n.foo
def a23():
    assert f(1)
def a24():
    raise ValueError("multi\nline\nmessage")
def a25():
    raise KeyError("multi\nline")
def a26():
    return f"{n.x} and {lst[7]}"
def a27():
    return f"""
    {n.x}
    and {lst[7]}"""
def a28():
    import nonexistent_module_q
def a29():
    from sys import nonexistent_q
def a30():
    lst[0:5:0]
def a31():
    -n
def a32():
    not f(1)
def a33():
    n < 5 < 6
def a34():
    1 < n < 6
def a35():
    n += 1
def a36():
    lst[1] += "a"
def a37():
    x["q"] += 1
def a38():
    n.foo = 5
def a39():
    n.foo += 5
def a40():
    f(*n)
def a41():
    f(**n)
def a42():
    f(1)(2)(3)
def a43():
    lst.append(1, 2).foo
def a44():
    print(f(1), f(2))
def a45():
    print(
        f(1),
        f(2))
def a46():
    x = [
        1,
        n.foo,
        3]
def a47():
    x = {
        "a": 1,
        "b": n.foo,
    }
def a48():
    if (n.foo and
        n.bar):
        pass
def a49():
    while n.foo:
        pass
def a50():
    return f(1) + \
        f(2)
def a51():
    class Q(n): pass
def a52():
    class Q:
        x = n.foo
def a53():
    @n
    def g(): pass
def a54():
    @f
    def g(): pass
def a55():
    def g(x=n.foo): pass
def a56():
    def g(x: n.foo): pass
def a57():
    lambda x=n.foo: x
def a58():
    yield_ = list(gen())
def gen():
    yield 1
    n.foo
def a59():
    global gg
    gg.foo
def a60():
    try:
        n.foo
    finally:
        lst[9]
def a61():
    try:
        n.foo
    except AttributeError:
        lst[9]
def a62():
    try:
        n.foo
    except AttributeError as e:
        raise ValueError("x") from e
def a63():
    try:
        n.foo
    except AttributeError as e:
        raise ValueError("x") from None
def a64():
    try:
        try:
            n.foo
        except AttributeError as e:
            raise ValueError("x") from e
    except ValueError as e:
        raise
def a65():
    try:
        n.foo
    except AttributeError as e:
        raise e
def a66():
    match n.foo:
        case 1: pass
def a67():
    return [
        f(i)
        for i in range(3)
        if n.foo
    ]
def a68():
    (a, b), c = (1, 2), 3, 4
def a69():
    a, *b = n
def a70():
    x = yield_from = f(1) if 1 else 2
def a71():
    return f(1).foo(2)[3] + 4 * 5
def a72():
    return 4 * 5 + n ** 2 - 3
def a73():
    return (4 * 5) / (3 - 3)
def a74():
    return lst[1][2]
def a75():
    return int("abc") + int("def")
def a76():
    raise type("E", (Exception,), {"__module__": "mod.x"})("hi")
def a77():
    raise Exception
def a78():
    raise Exception()
def a79():
    raise Exception(1, 2)
def a80():
    raise Exception("")
def a81(): f("中文", n.文)
def a82(): 中文 = "中文"; 中文.x + 5
def a83():	f(1,	2,	n.x)
def a84(): return x["中文"]  + 1
def a85(): f(1); n.x; f(2)
def a86():
    return f(  1  ,
    2)
def a87():
    return (n
            +
            5)
def a88():
    return f(1, # comment
             2)  # another
def a89():
    return foo.bar.baz(1)(2)["x"]
def a90():
    super().x
def a91():
    open("/nonexistent")
def a92():
    isinstance(1,
               5)
def a93():
    del n.foo, lst[8]
def a94():
    del undefined
def a95():
    exec("1/0")
def a96():
    eval("1/0")
def a97():
    exec(compile("def g():\n    1/0\ng()", "<my code>", "exec"))
def a98():
    f(a=1,
      b=n.foo)
def a99():
    x = f(1
          ) if n is None else \
        5
i = 1
while "a%d" % i in globals():
    import sys; print("---", i, file=sys.stderr)
    show(globals()["a%d" % i]); i += 1
