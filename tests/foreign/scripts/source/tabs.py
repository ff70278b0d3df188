"""
Tabs
====

- In the code,
- and in what is printed.
"""


def indented():
	if True:
		return "a\tb"


print(indented())
