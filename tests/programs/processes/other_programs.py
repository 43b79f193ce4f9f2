# subprocess: nothing read so far is lost by a timeout, who waits does not keep others from killing,
# pipes are served without threads, and errors say what CPython says.
import array
import os
import subprocess
import threading

print("--- killed by one thread while another waits")
process = subprocess.Popen(["sleep", "1000"])
waiter = threading.Thread(target=process.wait)
waiter.start()
print(process.poll())
process.kill()
waiter.join()
print(process.returncode, waiter.name)

print("--- timeouts")
for text in False, True:
    try:
        subprocess.run(["sh", "-c", "echo out; echo err >&2; exec sleep 1000"], capture_output=True, timeout=0.5,
                       text=text)
    except subprocess.TimeoutExpired as error:
        print(error, error.output, error.stderr)
reader, writer = os.pipe()
process = subprocess.Popen(["sh", "-c", "echo begin; read line <&%d; echo $line" % reader], pass_fds=[reader],
                           stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
try:
    process.communicate(timeout=0.2)
except subprocess.TimeoutExpired as error:
    print(error.timeout)
try:
    process.communicate("input")
except ValueError as error:
    print(error)
os.write(writer, b"go on\n")
print(process.communicate(), process.communicate(), process.stdout.closed)

print("--- pipes")
big = b"x" * 1_000_000
print(subprocess.run(["cat"], input=big, capture_output=True).stdout == big)
print(subprocess.run(["true"], input=big, capture_output=True))
print(subprocess.run(["printf", r"a\r\nb\rc\n"], capture_output=True, text=True))
print(subprocess.run(["cat"], input="é\n", capture_output=True, encoding="latin-1"))
for wrong, text in ("str", False), (b"bytes", True):
    try:
        subprocess.run(["cat"], input=wrong, capture_output=True, text=text)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
reader, writer = os.pipe()
for data in b"bytes", bytearray(b"bytearray"), memoryview(b"memoryview")[6:], array.array("b", [65]), "str":
    try:
        print(os.write(writer, data), os.read(reader, 100))
    except TypeError as error:
        print(error)

print("--- errors")
for program in "kill -9 $$", "kill -60 $$", "exit 3":
    try:
        subprocess.run(program, shell=True, check=True)
    except subprocess.CalledProcessError as error:
        print(error)
try:
    subprocess.Popen(["true"], bufsize="much")
except TypeError as error:
    print(error)
process = subprocess.Popen(["true", "a long argument, as it might be", "and another one, longer than that one"])
process.wait()
print(process)
print(subprocess.Popen[bytes], subprocess.CompletedProcess[str])
