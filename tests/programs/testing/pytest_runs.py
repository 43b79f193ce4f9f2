# gilt -m pytest: what is collected, run and printed, and the exit status.
# gilt-only
import os
import re
import subprocess
import sys
import tempfile

FILES = {
    "conftest.py": '''
import pytest

@pytest.fixture(scope="session")
def base():
    print("made once")
    yield 10
    print("done once")

@pytest.fixture(params=["red", "blue"])
def colour(request):
    return request.param
''',
    "test_asserts.py": '''
import pytest

class User:
    name = "Bob"

    def age(self):
        return 40

    def __repr__(self):
        return "<User>"

def add(a, b):
    return a + b

def test_good():
    assert add(1, 2) == 3

def test_call():
    n = 2
    assert add(n, 1) == 4

def test_text():
    user = User()
    assert user.name == "Alice"

def test_list():
    assert [1, 2, 3] == [1, 2, 4], "they differ"

def test_dict():
    assert {"a": 1, "b": 2} == {"a": 1, "b": 3, "c": 4}

def test_set():
    assert {1, 2} == {2, 3}

def test_words():
    items = []
    assert add(1, 1) == 2 and items

def test_not():
    assert not User().age()

def test_in():
    assert "x" in "abc"

def test_lines():
    assert add(1,
               2) in (
        4, 5)

def test_error():
    def inner(n):
        return 1 / n

    print("before")
    inner(0)

def test_raises():
    with pytest.raises(ValueError, match="in.*lid") as info:
        int("x")
    assert info.type is ValueError

def test_does_not_raise():
    with pytest.raises(KeyError):
        pass

def test_match():
    with pytest.raises(ValueError, match="nothing like it"):
        raise ValueError("a text")

def test_approx():
    assert 0.1 + 0.2 == pytest.approx(0.3)
    assert 1.0 == pytest.approx(1.1)
''',
    "test_fixtures.py": '''
import asyncio
import os
import sys
import unittest
import pytest

order = []

@pytest.fixture(scope="module", autouse=True)
def whole_module():
    order.append("module")
    yield
    order.append("end of module")

@pytest.fixture
def twenty(base):
    order.append("twenty")
    yield base * 2
    order.append("end of twenty")

def test_value(twenty, base):
    assert twenty == 2 * base == 20

def test_order():
    assert order == ["module", "twenty", "end of twenty"]

def test_colour(colour):
    assert colour in ("red", "green")

@pytest.mark.parametrize("a, b, total", [(1, 2, 3), pytest.param(2, 2, 5, id="wrong"), (0, 0, 0)])
def test_sum(a, b, total):
    assert a + b == total

@pytest.mark.parametrize("x", [1, 2])
@pytest.mark.parametrize("y", ["p", "q"])
def test_product(x, y):
    pass

@pytest.mark.asyncio
async def test_coroutine():
    await asyncio.sleep(0)
    assert await asyncio.sleep(0, 3) == 4

async def test_no_mark():
    pass

@pytest.mark.skip(reason="not today")
def test_skipped():
    assert False

@pytest.mark.skipif(sys.platform == "linux", reason="not here")
def test_skipped_here():
    assert False

@pytest.mark.xfail(reason="known")
def test_known():
    assert False

@pytest.mark.xfail
def test_unknown():
    pass

@pytest.mark.xfail(strict=True, reason="must fail")
def test_strict():
    pass

def test_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("SOME_NAME", "1")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("text")
    assert os.environ["SOME_NAME"] == "1" and os.listdir() == ["file"]

def test_environment_after():
    assert "SOME_NAME" not in os.environ

def test_output(capsys):
    print("hello")
    assert capsys.readouterr().out == "hello\\n"
    print("more")
    assert 0

def test_nobody_knows(no_such_fixture):
    pass

@pytest.fixture
def broken():
    raise RuntimeError("no fixture today")

def test_broken(broken):
    pass

@pytest.fixture
def broken_at_end():
    yield 1
    raise RuntimeError("not cleaned up")

def test_broken_at_end(broken_at_end):
    pass

class TestClass:
    def setup_method(self):
        self.value = 1

    def test_value(self):
        assert self.value == 1
        self.value = 2

    def test_again(self):
        assert self.value == 1

class TestOld(unittest.TestCase):
    def setUp(self):
        self.value = 1

    def test_value(self):
        self.assertEqual(self.value, 2)
''',
    "test_wrong.py": "def broken(:\n",
    "test_missing.py": "import no_such_module\n",
    "script.py": '''
import pytest

def test_one():
    pass

if __name__ == "__main__":
    print(repr(pytest.main(["-q", __file__])))
''',
}


def run(*arguments, command=("-m", "pytest")):
    print("$ pytest", *arguments, flush=True)
    result = subprocess.run([sys.executable, *command, *arguments], capture_output=True, text=True,
                            env={**os.environ, "COLUMNS": "80"})
    text = re.sub(r" in \d+\.\d\ds( =*)?", " in 0.00s", result.stdout + result.stderr).replace(sys.executable, "GILT")
    print(re.sub("0x[0-9a-f]+", "0x...", text.replace(os.path.realpath(os.getcwd()), "FOLDER")), end="")
    print("status", result.returncode)


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for name, text in FILES.items():
        with open(name, "w") as file:
            file.write(text.lstrip("\n"))
    run("test_asserts.py")
    run("-v", "test_fixtures.py")
    run("-q", "-x", "test_asserts.py")
    run("-q", "-k", "list or dict and not set", "--tb=short", "test_asserts.py")
    run("-q", "test_fixtures.py::TestClass", "test_fixtures.py::test_sum[1-2-3]", "-rA")
    run("--tb=line", "--maxfail=2", "test_asserts.py")
    run("--collect-only", "-q", "test_fixtures.py", "-k", "product or Old")
    run("test_wrong.py", "test_missing.py", "test_asserts.py")
    run("-k", "nothing", "test_asserts.py")
    run("no_such_file.py")
    run("--no-such-option")
    run("script.py", command=())
    os.chdir("/")
