"""
Statements over several lines
=============================

By brackets, by backslashes, and several in one line.
"""

total = 1 + \
    2
values = [
    3,  # with a comment

    4,
]
a = 5; b = 6
if a: print(total, values, a, b)
words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
print(words * 3)
