"""
Code blocks
===========

With all options.
"""

# %%
# .. code-block:: python
#    :linenos:
#    :emphasize-lines: 2
#    :caption: A caption
#    :name: a-block
#
#    x = 1
#    y = 2
#
# .. code:: bash
#
#    pip install x  # a comment
#
# .. code-block:: none
#
#    no language
#
# .. sourcecode:: json
#    :dedent: 2
#
#      {"a": [1, null]}
#
# .. highlight:: c
#
# ::
#
#    int x = 1;
#
# .. highlight:: python

print("code")
