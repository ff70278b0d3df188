#!/usr/bin/env python3
"""
A line for the shell
====================

The script can be called by its name.
"""

print("called")
