"""
Blank lines in code
===================

They stay where they are.
"""


def first():
    return 1



def second():

    return 2


print(first() + second())



print("last")
