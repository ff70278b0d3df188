"""
Markup within a line
====================

*Emphasis*, **strong**, ``literal``, and all of them in (*brackets*).
"""

# %%
# H\ :sub:`2`\ O, x\ :sup:`2`, :kbd:`Ctrl+C`, :guilabel:`&File`,
# :menuselection:`File --> Open`, :file:`a/{name}.py`, :samp:`print({x})`,
# :abbr:`PR (pull request)`, :command:`ls`, :dfn:`a term`, :program:`python`,
# :mimetype:`text/plain`, :math:`x`, :title:`A book`,
# :code:`x = 1`, escaped \*stars\*, un\ *even*\ ly, ``a `tick```.
#
# Dashes -- and --- these; "quotes" and 'single ones' ...

print("inline")
