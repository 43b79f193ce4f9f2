# unittest.IsolatedAsyncioTestCase: tests, fixtures and cleanups that are coroutines, in one context.
import asyncio
import contextvars
import io
import unittest
import warnings

seen = contextvars.ContextVar("seen", default=0)


class Manager:
    async def __aenter__(self):
        print("  enter")
        return "entered"

    async def __aexit__(self, *error):
        print("  leave", error)


async def clean(*arguments):
    print("  clean", arguments, seen.get())


class Tests(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        seen.set(1)

    async def asyncSetUp(self):
        print("  asyncSetUp", seen.get(), await self.enterAsyncContext(Manager()))
        seen.set(2)

    async def asyncTearDown(self):
        print("  asyncTearDown", seen.get())

    def tearDown(self):
        print("  tearDown", seen.get())

    async def test_coroutine(self):
        self.addAsyncCleanup(clean, 1)
        self.addCleanup(print, "  a plain cleanup")
        await asyncio.sleep(0)
        print("  test", seen.get(), asyncio.get_running_loop().get_debug())
        seen.set(3)

    def test_plain_function(self):
        print("  test", seen.get())

    async def test_failure(self):
        self.assertEqual(await asyncio.sleep(0, "got"), "wanted")

    async def test_error(self):
        await self.enterAsyncContext(5)

    async def test_skip(self):
        self.skipTest("not today")

    @unittest.expectedFailure
    async def test_expected_failure(self):
        self.fail()

    async def test_left_over_task(self):
        async def wait():
            try:
                await asyncio.sleep(1000)
            finally:
                print("  cancelled")
        self.task = asyncio.create_task(wait())
        await asyncio.sleep(0)


class Fixtures(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.addAsyncCleanup(clean, "after a failed asyncSetUp")
        raise RuntimeError("asyncSetUp")

    async def asyncTearDown(self):
        print("never")

    async def test(self):
        print("never")


for cls in Tests, Fixtures:
    for test in unittest.defaultTestLoader.loadTestsFromTestCase(cls):
        print(test.id().removeprefix("__main__."))
        result = unittest.TestResult()
        test.run(result)
        problems = [report.splitlines()[-1] for _, report in result.errors + result.failures]
        print(" ", result, problems, [reason for _, reason in result.skipped])


class Returning(unittest.TestCase):
    def test(self):
        return 5


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    unittest.TextTestRunner(io.StringIO()).run(Returning("test"))
print([str(warning.message).partition(" (")[0] for warning in caught])
Tests("test_plain_function").debug()
