"""
Logging
=======

A handler that writes to the output.
"""

import logging
import sys

logger = logging.getLogger("a.logger.of.its.own")
logger.setLevel(logging.INFO)
logger.propagate = False
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("%(levelname)s:%(message)s"))
logger.addHandler(handler)
logger.info("an info")
logger.debug("not shown")

# %%
# The handler stays.

logger.warning("a warning")
