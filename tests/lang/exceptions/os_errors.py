try:
    open("/no/such/file")
except FileNotFoundError as error:
    print(error, error.errno, error.filename, error.strerror)
    # expect: [Errno 2] No such file or directory: '/no/such/file' 2 /no/such/file No such file or directory
try:
    open("/")
except IsADirectoryError as error:
    print(error)  # expect: [Errno 21] Is a directory: '/'
print(type(OSError(2, "x")).__name__, type(OSError(13, "x")).__name__, type(OSError(17, "x")).__name__, type(OSError(1)).__name__)
# expect: FileNotFoundError PermissionError FileExistsError OSError
try:
    open("/dev/null", "bad mode")
except ValueError as error:
    print(error)  # expect: invalid mode: 'bad mode'
