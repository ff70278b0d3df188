"""
Coroutines
==========

An event loop for each call.
"""

import asyncio


async def wait(name, seconds):
    await asyncio.sleep(seconds)
    print(name)
    return name


async def main():
    return await asyncio.gather(wait("slow", 0.02), wait("fast", 0.0))


print(asyncio.run(main()))

# %%
# An asynchronous generator, and a context manager.


async def numbers():
    for i in range(3):
        yield i


async def collect():
    async with asyncio.timeout(1):
        return [i async for i in numbers()]


print(asyncio.run(collect()))
