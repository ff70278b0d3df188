"""
Classes
=======

Defined in one cell, used in the next.
"""


class Animal:
    """Has a name."""

    legs = 4

    def __init__(self, name):
        self.name = name

    def speak(self):
        return f"{self.name} on {self.legs} legs"


# %%
# A subclass calls its parent.


class Bird(Animal):
    legs = 2

    def speak(self):
        return super().speak() + ", and it sings"


print(Bird("a wren").speak())
print(Bird.__module__, Bird.__qualname__)
