"""
Lines that end as on Windows
============================

Each line has two characters at its end.
"""

text = """one
two"""
print(len(text))

# %%
# A paragraph
# on two lines.

print("carriage returns")
