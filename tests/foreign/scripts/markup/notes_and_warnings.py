"""
Boxes
=====

Of all kinds.
"""

# %%
# .. note:: In one line.
#
# .. note::
#
#    Two paragraphs.
#
#    The second.
#
# .. warning::
#    Right below.
#
# .. tip:: Tip.
#
# .. hint:: Hint.
#
# .. important:: Important.
#
# .. caution:: Caution.
#
# .. danger:: Danger.
#
# .. error:: Error.
#
# .. attention:: Attention.
#
# .. seealso:: Elsewhere.
#
# .. admonition:: With a title
#    :class: special
#
#    - a list
#
#      .. note:: In a box.
#
# .. todo is a comment here

print("boxes")
