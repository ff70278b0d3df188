'''
A docstring in single quotes
============================

Inside there may be ``"""``.
'''

print('single')
