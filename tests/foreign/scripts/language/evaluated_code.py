"""
Code in strings
===============

It sees the names of the script.
"""

base = 10
print(eval("base + 1"))
exec("made = base * 2")
print(made, "made" in globals(), vars() is globals())
exec(compile("print('compiled', __name__)", "<text>", "exec"))
