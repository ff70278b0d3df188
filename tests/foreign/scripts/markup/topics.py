"""
Topics, sidebars and rubrics
============================

.. rubric:: A rubric

.. topic:: A topic

   Its text.

.. sidebar:: A sidebar
   :subtitle: Its subtitle

   Its text.

.. container:: own-class

   In a container.

.. compound::

   One paragraph::

      with a block

   in it.
"""

print("topics")
