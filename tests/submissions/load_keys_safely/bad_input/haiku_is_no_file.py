# The line %%writefile is gone, so no file is written.
# cell: haiku
# fails: haiku_*: no cell that ran begins with `%%writefile haiku.py`
import os

key = os.environ.get('OPENAI_API_KEY')
