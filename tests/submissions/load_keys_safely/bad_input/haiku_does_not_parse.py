%%writefile haiku.py
# Python can't read the script.
# cell: haiku
# fails: haiku_*: Python can't read haiku.py
import os
key = os.environ.get('OPENAI_API_KEY'
print(key)
