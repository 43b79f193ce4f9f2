import this
# expect: The Zen of Python, by Tim Peters
# expect:
# expect: Beautiful is better than ugly.
# expect: Explicit is better than implicit.
# expect: Simple is better than complex.
# expect: Complex is better than complicated.
# expect: Flat is better than nested.
# expect: Sparse is better than dense.
# expect: Readability counts.
# expect: Special cases aren't special enough to break the rules.
# expect: Although practicality beats purity.
# expect: Errors should never pass silently.
# expect: Unless explicitly silenced.
# expect: In the face of ambiguity, refuse the temptation to guess.
# expect: There should be one-- and preferably only one --obvious way to do it.
# expect: Although that way may not be obvious at first unless you're Dutch.
# expect: Now is better than never.
# expect: Although never is often better than *right* now.
# expect: If the implementation is hard to explain, it's a bad idea.
# expect: If the implementation is easy to explain, it may be a good idea.
# expect: Namespaces are one honking great idea -- let's do more of those!
print(len(this.s), this.d["a"], len(this.d))  # expect: 856 n 52
