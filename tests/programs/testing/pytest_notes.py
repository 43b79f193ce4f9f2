# gilt -m pytest: warnings, what is logged, exceptions of threads, and values that are long.
# gilt-only
import os
import re
import subprocess
import sys
import tempfile

NOTES = '''
import logging, threading, warnings
import pytest

def test_warning():
    warnings.warn("one")

@pytest.mark.parametrize("i", [1, 2])
def test_same_text(i):
    warnings.warn("two", DeprecationWarning)

def test_thread():
    def lose():
        raise ValueError("lost")
    thread = threading.Thread(target=lose)
    thread.start()
    thread.join()

def test_result():
    return 1 == 2

def test_finalizer():
    class Broken:
        def __del__(self):
            raise KeyError("nobody sees it")
    Broken()

async def work():
    pass

def test_not_awaited():
    work()

@pytest.fixture
def noisy():
    logging.warning("made")
    yield
    logging.warning("let go")

def test_logged(noisy):
    logging.getLogger("other").error("number %d", 1)
    print("printed")
    assert False

def test_recorded(recwarn, caplog):
    warnings.warn("three")
    with caplog.at_level(logging.INFO):
        logging.info("noted")
    assert len(recwarn) == 1 and caplog.messages == ["noted"]
'''

WRITTEN = """
import os, subprocess, warnings

def test_written(capfd):
    print("one")
    os.system("echo two")
    os.write(2, b"three\\n")
    subprocess.run(["echo", "four"])
    out, err = capfd.readouterr()
    assert out == "one\\ntwo\\nfour\\n" and err == "three\\n"
    print("five")
    assert capfd.readouterr().out == "five\\n"
    os.system("echo left")
    print("over")

def test_fails(capfd):
    os.system("echo six")
    warnings.warn("seven")
    assert False
"""

LONG = '''
class Long:
    def __repr__(self):
        return "long " * 100

def test_lists():
    assert list(range(30)) == [*range(29), 30]

def test_texts():
    assert "a" * 100 + "b" == "a" * 100 + "c"

def test_in():
    assert 50 in list(range(40))

def test_call():
    assert len([*range(10)]) == 3

def test_dict():
    assert {i: i for i in range(10)} == {i: i for i in range(11)}

def test_object():
    assert [Long()] == [3]

def test_number():
    assert 10 ** 60 == 1
'''


def run(*options):
    done = subprocess.run([sys.executable, "-m", "pytest", *options], capture_output=True, text=True)
    text = (done.stdout + done.stderr).replace(os.getcwd(), "FOLDER").replace(sys.executable, "GILT")
    text = re.sub(r"0x[0-9a-f]+", "0x", text)
    text = re.sub(r" in \d+\.\d+s", " in 0.00s", text)
    print(re.sub(r' +File "<gilt>/threading.py".*\n.*\n.*\n', "", text))
    print("-->", done.returncode)


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    os.environ["COLUMNS"] = "80"
    for name, text in (("test_notes.py", NOTES), ("test_long.py", LONG), ("test_written.py", WRITTEN)):
        with open(name, "w") as file:
            file.write(text)
    run("test_notes.py")
    run("test_notes.py", "-q", "-k", "warning")
    run("test_long.py", "--tb=short")
    run("test_long.py", "-vv", "-k", "test_in or test_number", "--tb=short")
    run("test_written.py")
    run("test_written.py", "-q", "-W", "error::UserWarning", "--tb=line")
    run("test_notes.py", "-q", "-W", "ignore", "-k", "warning")
    run("test_notes.py", "-W", "never")
