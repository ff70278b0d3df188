"""
Unit tests
==========

Run by the script itself.
"""

import io
import unittest


class TestSum(unittest.TestCase):
    def test_sum(self):
        self.assertEqual(sum([1, 2]), 3)


suite = unittest.defaultTestLoader.loadTestsFromTestCase(TestSum)
result = unittest.TextTestRunner(stream=io.StringIO()).run(suite)
print(result.testsRun, result.wasSuccessful())
