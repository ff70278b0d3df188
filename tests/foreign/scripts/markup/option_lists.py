"""
Options
=======

-a            Take all.
-b FILE       Take a file.
--long=VALUE  A long one,
              on two lines.
/V            As on other systems.
"""

print("options")
