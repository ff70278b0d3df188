"""The touches on docutils, as it was seen in 0.22.4."""

from docutils.utils import column_width

__all__ = ["column_width"]

SEEN_IN = "0.22.4"
