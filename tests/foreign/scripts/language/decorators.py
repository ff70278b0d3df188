"""
Decorators
==========

With arguments and without.
"""

import functools


def twice(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args), function(*args)

    return wrapper


def named(name):
    def decorate(function):
        function.label = name
        return function

    return decorate


@named("greeting")
@twice
def greet(who):
    return f"hello {who}"


print(greet("you"), greet.label, greet.__name__)
