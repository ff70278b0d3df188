"""
Values as ``str`` has them
==========================

Other than ``repr`` would.
"""

# sphinx_gallery_capture_repr = ("__str__",)


class Named:
    def __repr__(self):
        return "repr"

    def __str__(self):
        return "str"


Named()
