# Copyright (c) The people who wrote this.
# SPDX-License-Identifier: BSD-3-Clause

# A remark that stands alone.

"""
A licence above the docstring
=============================

Comments stand above.
"""

# Author: Somebody
# License: BSD

print("free")
