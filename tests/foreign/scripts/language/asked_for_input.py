"""
Somebody is asked
=================

Nobody is there to answer.
"""

try:
    input("your name? ")
except Exception as error:
    print("no answer:", type(error).__name__)
