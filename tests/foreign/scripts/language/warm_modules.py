"""
Modules made by hand
====================

And attributes of modules looked up late.
"""

import importlib
import sys
import types

module = types.ModuleType("made_by_hand")
module.answer = 42
sys.modules["made_by_hand"] = module
print(importlib.import_module("made_by_hand").answer)
import made_by_hand as again

print(again is module)
