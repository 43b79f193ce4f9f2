import support.first
import support.second
print(support.first.get(), support.second.get())  # expect: second value first value
