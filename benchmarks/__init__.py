"""How fast the tool is: every figure beside a baseline measured in the same run (`python3 tasks.py bench`)."""
