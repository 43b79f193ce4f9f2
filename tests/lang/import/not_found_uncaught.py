print("start")  # expect: start
import there_is_no_such_module  # expect-error: ModuleNotFoundError: No module named 'there_is_no_such_module'
