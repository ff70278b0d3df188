r"""
Formulas in a line
==================

Energy is :math:`E = mc^2`, and :math:`\sum_{i=1}^n x_i \le \frac{a}{b}`.
"""

# %%
# In a comment a backslash is one: :math:`\alpha \in \mathbb{R}`.

print("formulas")
