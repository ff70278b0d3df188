"""
Numbers
=======

1. One.
2. Two.

#. Counted.
#. By itself.

a) A letter.
b) Another.

iv. Roman.
v. Numbers.

5. It begins with five.
6. Six.
"""

print("numbers")
