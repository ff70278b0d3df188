"""Notes about Python itself: nothing of a library is put back."""

from ..backend import Backend

backend = Backend()
