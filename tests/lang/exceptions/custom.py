class AppError(Exception):
    pass

class CodeError(AppError):
    def __init__(self, code, message="no message"):
        super().__init__(message)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {self.args[0]}"

for error in (AppError(), AppError("m"), CodeError(404), CodeError(500, "down"), AppError("a", 2)):
    try:
        raise error
    except AppError as caught:
        print([str(caught)], repr(caught), caught is error, isinstance(caught, CodeError), getattr(caught, "code", None))
        # expect: [''] AppError() True False None
        # expect: ['m'] AppError('m') True False None
        # expect: ['[404] no message'] CodeError('no message') True True 404
        # expect: ['[500] down'] CodeError('down') True True 500
        # expect: ["('a', 2)"] AppError('a', 2) True False None
