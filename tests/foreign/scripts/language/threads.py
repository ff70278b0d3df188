"""
Threads
=======

What they print is shown.
"""

import threading
from concurrent.futures import ThreadPoolExecutor

thread = threading.Thread(target=print, args=("from a thread",))
thread.start()
thread.join()

with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(str.upper, "abc")))
