"""
Logging as a script sets it up
==============================

By the call that everybody knows.
"""

import logging

logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(message)s")
logging.info("an info")
logging.getLogger("some.library").warning("a warning")
