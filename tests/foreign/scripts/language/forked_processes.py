"""
Processes by fork
=================

A function of the script runs in other processes.
"""

import multiprocessing


def square(x):
    return x * x


if __name__ == "__main__":
    with multiprocessing.get_context("fork").Pool(1) as pool:
        print(pool.map(square, [1, 2, 3]))
