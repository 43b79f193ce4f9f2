# The options of unittest's command line.
import re
import subprocess
import sys
import unittest


class Some(unittest.TestCase):
    def test_a(self):
        print("out a")

    def test_b(self):
        print("out b")
        print("err b", file=sys.stderr)
        self.assertEqual(5, 6)

    def test_c(self):
        print("no newline", end="")
        raise KeyError("x")

    def test_parts(self):
        for i in range(3):
            with self.subTest(i=i):
                print("part", i)
                self.assertNotEqual(i, 1)

    @unittest.skip("not now")
    def test_skipped(self):
        pass


class Interrupted(unittest.TestCase):
    def test_1(self):
        import os
        import signal
        os.kill(os.getpid(), signal.SIGINT)

    def test_2(self):
        print("never")


def show(*options):
    done = subprocess.run([sys.executable, __file__, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True)
    print("==", *options, "->", done.returncode)
    text = re.sub(r'File ".*options_of', 'File "options_of', done.stdout)
    print(re.sub(r"\d\.\d\d\ds", "T", text))


if __name__ == "__main__" and len(sys.argv) > 1:
    unittest.main()
elif __name__ == "__main__":
    for options in ("-h", "Some -b", "Some -b -v", "Some.test_b Some.test_c -f -b", "-k test_parts -v -b", "-bfv Some",
                    "-k _a -k _b -q -b", "Interrupted -c", "Interrupted.test_2 -b", "-x", "-k", "--durations=x",
                    "nothing Some.nothing", "Interrupted.test_2 -b -v --durations 2", "Some --verb -b -k _a"):
        show(*options.split())
