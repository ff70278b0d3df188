#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""
Lines for the shell and for Python
==================================

The script can be called by its name, and says how it is encoded.
"""

print("naïve café")
