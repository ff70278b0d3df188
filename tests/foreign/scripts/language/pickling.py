"""
Own classes, pickled
====================

They are found again by their name.
"""

import copy
import pickle


class Box:
    def __init__(self, content):
        self.content = content


def double(x):
    return 2 * x


box = pickle.loads(pickle.dumps(Box([1, 2])))
print(box.content, pickle.loads(pickle.dumps(double))(4))
print(copy.deepcopy(box).content)
