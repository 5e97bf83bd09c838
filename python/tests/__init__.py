"""Tests of the shim. In Python 2, `unittest` gets here what they use of newer ones."""

import contextlib
import unittest

if str is bytes:
    unittest.TestCase.assertRegex = unittest.TestCase.assertRegexpMatches
    unittest.TestCase.assertNotRegex = unittest.TestCase.assertNotRegexpMatches
    unittest.TestCase.assertRaisesRegex = unittest.TestCase.assertRaisesRegexp
    unittest.TestCase.assertCountEqual = unittest.TestCase.assertItemsEqual

    @contextlib.contextmanager
    def _sub_test(self, *args, **kwargs):
        yield

    unittest.TestCase.subTest = _sub_test
