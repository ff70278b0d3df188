# -*- coding: utf-8 -*-
"""
A line that names the encoding
==============================

It stands above the docstring.
"""

print("naïve café")
