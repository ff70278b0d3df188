"""
Emoji 🐍 and letters from elsewhere
===================================

Ünïcödé, ελληνικά, кириллица, 日本語, 한국어, العربية, עברית.

|zwj| 👩‍👩‍👧 and e\\ :sup:`iπ`.

.. |zwj| replace:: Joined:
"""

print("everywhere")
