"""
HTML as it is
=============

And what is not for HTML.

.. raw:: html

   <p class="raw">Raw <em>HTML</em></p>

.. raw:: latex

   \\\\emph{not here}

.. role:: raw-html(raw)
   :format: html

A role of raw text: :raw-html:`<br>` here.
"""

print("raw")
