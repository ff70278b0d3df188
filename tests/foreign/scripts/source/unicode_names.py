"""
Names in other alphabets: ñ, λ, 变量
====================================

Python takes them.
"""

λ = 0.5
变量 = "值"
größe = 2
print(λ, 变量, größe, "→ ✓ 🐍")
