"""
Strings that look like cells
============================

They stand in code, further right.
"""

text = """
 # %%
    ####################
"""
print(text)

# %%
# Quotes of the other kind
# ------------------------

text = '''
a docstring """ in a string
  #%% neither
'''
print(text.count('"'))
