pairs = [(KeyError, LookupError), (IndexError, LookupError), (LookupError, Exception), (ZeroDivisionError, ArithmeticError), (OverflowError, ArithmeticError),
         (FileNotFoundError, OSError), (ModuleNotFoundError, ImportError), (RecursionError, RuntimeError), (NotImplementedError, RuntimeError),
         (UnboundLocalError, NameError), (UnicodeDecodeError, ValueError), (IndentationError, SyntaxError), (TabError, IndentationError),
         (KeyboardInterrupt, BaseException), (SystemExit, BaseException), (StopIteration, Exception), (TimeoutError, OSError), (BlockingIOError, OSError)]
print(all([issubclass(a, b) for a, b in pairs]))  # expect: True
print(issubclass(KeyboardInterrupt, Exception), issubclass(SystemExit, Exception), issubclass(GeneratorExit, Exception), IOError is OSError)
# expect: False False False True
print([e.__mro__[1].__name__ for e in (ValueError, AttributeError, AssertionError, MemoryError, EOFError, ReferenceError, BufferError, Warning, DeprecationWarning)])
# expect: ['Exception', 'Exception', 'Exception', 'Exception', 'Exception', 'Exception', 'Exception', 'Exception', 'Warning']
