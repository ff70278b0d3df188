r"""
Formulas by themselves
======================

.. math::

   \hat{y} = \sigma(Wx + b)

.. math:: a^2 + b^2 = c^2
   :label: pythagoras

By :eq:`pythagoras`.

.. math::

   (a + b)^2 &= (a + b)(a + b) \\
             &= a^2 + 2ab + b^2

.. math::

   \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}
"""

print("displayed")
