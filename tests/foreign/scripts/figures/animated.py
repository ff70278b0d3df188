"""
An animation
============

Five frames.
"""

import matplotlib.pyplot as plt
from matplotlib.animation import FuncAnimation

fig, ax = plt.subplots(figsize=(2, 2))
(line,) = ax.plot([0, 1], [0, 1])


def update(frame):
    line.set_ydata([0, frame])
    return (line,)


animation = FuncAnimation(fig, update, frames=5, interval=50)
plt.show()
