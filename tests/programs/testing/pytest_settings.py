# gilt -m pytest: settings files, hooks of conftest.py, marks that nobody registered, what the other options show.
# gilt-only
import os
import re
import subprocess
import sys
import tempfile

FILES = {
    "conftest.py": '''
import pytest

def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="run slow tests, too")

def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes long")

def pytest_report_header(config):
    return f"slow tests: {config.getoption('--slow')}"

def pytest_collection_modifyitems(config, items):
    for item in items:
        if "slow" in item.keywords and not config.getoption("--slow"):
            item.add_marker(pytest.mark.skip(reason="needs --slow"))

def pytest_generate_tests(metafunc):
    if "size" in metafunc.fixturenames:
        metafunc.parametrize("size", [1, 10])

def pytest_runtest_setup(item):
    if item.get_closest_marker("windows"):
        pytest.skip("not this system")
''',
    "pytest.ini": '''
[pytest]
asyncio_mode = auto
addopts = -rsf
markers =
    windows: only there
''',
    "checks/test_one.py": '''
import asyncio
import threading
import pytest

@pytest.mark.slow
def test_slow():
    pass

def test_size(size):
    assert size * 2 + 1 == 3

@pytest.mark.windows
def test_windows():
    pass

class TestAsync:
    async def test_group(self, kind=1):
        async def fail():
            raise ValueError("one")
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())

@pytest.mark.unheard
def test_sum():
    print("printed")
    assert sum(n for n in (1, 2)) == 3
''',
    "checks/test_mocks.py": '''
import asyncio
import time
import unittest
import pytest
from unittest.mock import patch

@patch("time.time", return_value=5)
@patch("time.sleep")
def test_two(sleep, clock, tmp_path):
    time.sleep(time.time())
    sleep.assert_called_once_with(5)
    assert tmp_path.exists() and clock.called

@patch("time.sleep")
@pytest.mark.parametrize("n", [1, 2])
@pytest.mark.asyncio
async def test_coroutine(sleep, n):
    time.sleep(n)
    sleep.assert_called_with(n + 1 if n == 2 else n)

class TestMethods:
    @patch("time.sleep")
    def test_method(self, sleep, capsys):
        assert sleep is time.sleep

    @classmethod
    def test_class(cls, tmp_path):
        assert cls is TestMethods

order = []

class TestCase(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        order.append("setUp")
        self.addCleanup(order.append, "cleanup")

    async def asyncSetUp(self):
        order.append("asyncSetUp")
        self.loop = asyncio.get_running_loop()

    async def asyncTearDown(self):
        order.append("asyncTearDown")

    def tearDown(self):
        order.append("tearDown")

    async def test_case(self):
        self.assertIs(self.loop, asyncio.get_running_loop())
        order.append("test")

def test_order():
    assert order == ["setUp", "asyncSetUp", "test", "asyncTearDown", "tearDown", "cleanup"]

class TestExpected(unittest.TestCase):
    @unittest.expectedFailure
    def test_passes(self):
        pass

    @unittest.expectedFailure
    def test_fails(self):
        self.fail()

def test_chain():
    assert 1 < 2 < 2
''',
    "checks/test_values.py": '''
import pytest

def test_operators():
    a, b = 3, 2
    assert -a ** b == -9 and a ** -b ** 1 < 1 and a - b - 1 == 0 and a | b & 1 ^ a << 1 == 7
    assert [a + b == 5, *(a - b,)] == [True, 1] and not a - 3 and "a" "b" + "c" == "abc"
    assert all(x - 1 >= 0 for x in (1, 2)) + 1 == 2
    assert max(a + 1 == 4, b - 1) + 1 == 2 and a in (1, 2) + (3,)
    assert a * b - 1 == len("ab") ** b

def test_tall():
    assert {"b": [1, 2], "a": {3}} == {"b": [1, 3], "a": ()}

@pytest.fixture(autouse=True)
def narrow(request):
    print("narrow for", request)

@pytest.fixture(scope="module")
def wide():
    print("wide first")

def test_order_of_scopes(wide):
    with pytest.raises(None):
        pass

def test_no_warning():
    with pytest.warns(UserWarning):
        pass

@pytest.mark.parametrize("expected", [[1.0, 2.5], {"a": 1.0, "b": 2.5}])
def test_approx(expected):
    found = [1.0, 2.0] if isinstance(expected, list) else {"a": 1.0, "b": 2.0}
    assert found == pytest.approx(expected)
''',
}


def run(*arguments):
    print("$ pytest", *arguments, flush=True)
    result = subprocess.run([sys.executable, "-m", "pytest", *arguments], capture_output=True, text=True,
                            env={**os.environ, "COLUMNS": "80"})
    text = re.sub(r" in \d+\.\d\ds( =*)?", " in 0.00s", result.stdout + result.stderr)
    text = re.sub(r'  \|   File "<gilt>.*\n(  \|     .*\n)*', "", text)  # the library's own lines
    text = re.sub(r"\d\.\d\ds (setup|call|teardown) .*", r"0.00s ...", text).replace(sys.executable, "GILT")
    print(re.sub("0x[0-9a-f]+", "0x...", text.replace(root, "FOLDER")), end="")
    print("status", result.returncode)


with tempfile.TemporaryDirectory() as folder:
    root = os.path.realpath(folder) + "/project"
    os.makedirs(root + "/checks")
    os.chdir(root)
    for name, text in FILES.items():
        with open(name, "w") as file:
            file.write(text.lstrip("\n"))
    run("-v", "checks/test_one.py")
    run("-q", "checks/test_mocks.py")
    run("-q", "checks/test_values.py", "--slow", "checks/test_one.py::test_slow", "--tb=short", "-rN")
    run("-v", "checks/test_values.py", "-k", "tall", "--tb=short")
    run("-rA", "-k", "test_sum", "--durations=1", "--durations-min=0")
    run("--collect-only", "-k", "slow or group")
    run("--strict-markers", "-q", "checks/test_one.py")
    os.chdir("checks")
    os.rename("../pytest.ini", "../pyproject.toml")
    with open("../pyproject.toml", "w") as file:
        file.write('[tool.pytest.ini_options]\nxfail_strict = true\nmarkers = ["unheard", "windows"]\nfilterwarnings = ["error"]\n')
    with open("test_xfail.py", "w") as file:
        file.write("import pytest, warnings\n@pytest.mark.xfail\ndef test_passes(): pass\n"
                   "def test_warns(): warnings.warn('x')\n"
                   "@pytest.mark.filterwarnings('ignore:x')\ndef test_ignores(): warnings.warn('x')\n")
    run("-s", "--tb=line", "test_xfail.py")
    run("--no-such-option")
    os.chdir("/")
