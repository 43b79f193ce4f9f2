"""unittest and difflib."""

import unittest, difflib, sys


class T(unittest.TestCase):

    def setUp(self):
        self.x = [1]

    def test_ok(self):
        self.assertEqual(self.x, [1])
        self.assertIn(1, self.x)
        self.assertRaises(ValueError, int, 'a')

    def test_fail(self):
        self.assertEqual([1, 2, 3], [1, 2, 4])

    def test_err(self):
        1 / 0

    @unittest.skip('no')
    def test_skip(self):
        pass

    @unittest.expectedFailure
    def test_xf(self):
        self.fail('x')

    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)

    def test_raises(self):
        with self.assertRaises(ZeroDivisionError) as cm:
            1 / 0
        self.assertEqual(str(cm.exception), 'division by zero')
        with self.assertRaisesRegex(ValueError, 'inv.*'):
            int('z')

    def test_msgs(self):
        for f in (lambda: self.assertEqual(1, 2), lambda: self.assertTrue(0), lambda: self.assertIn(1, [2]), lambda: self.assertIsNone(3), lambda: self.assertAlmostEqual(1, 1.1), lambda: self.assertEqual('abc', 'abd'), lambda: self.assertEqual({'a': 1}, {'a': 2}), lambda: self.assertGreater(1, 2), lambda: self.assertIsInstance(1, str), lambda: self.assertCountEqual([1, 1], [1]), lambda: self.assertEqual({1}, {2}), lambda: self.assertRegex('a', 'b'), lambda: self.assertEqual(1, 2, 'my msg'), lambda: self.assertRaises(KeyError, lambda: 0), lambda: self.assertEqual((1,), (1, 2))):
            try:
                f()
            except AssertionError as e:
                print(e)
                print('--')


import io, re
out = io.StringIO()
r = unittest.TextTestRunner(stream=out, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
print(re.sub('in .*s\\n|File ".*"', '', out.getvalue()))
print(r.testsRun, len(r.failures), len(r.errors), len(r.skipped), r.wasSuccessful())
print(list(difflib.unified_diff('a\nb\nc'.split(), 'a\nx\nc'.split(), lineterm='')), difflib.get_close_matches('appel', ['ape', 'apple', 'peach']), difflib.SequenceMatcher(None, 'abcd', 'bcde').ratio(), list(difflib.ndiff(['one\n', 'two\n'], ['ore\n', 'tree\n'])))
