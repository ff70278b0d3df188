"""
Output in other alphabets
=========================

Wide ones, and signs.
"""

print("中文 العربية עברית ไทย 🐍 é e\u0301")
print("┌─┬─┐\n│1│2│\n└─┴─┘")
