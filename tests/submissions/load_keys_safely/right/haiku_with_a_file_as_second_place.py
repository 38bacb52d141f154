%%writefile haiku.py
# The environment first, then a file beside the script: a place more is allowed.
# cell: haiku
import os
import sys
from pathlib import Path

from dotenv import dotenv_values
from openai import OpenAI

from course_utils import MODEL

for place in (os.environ, dotenv_values(Path(__file__).with_name(".env"))):
    key = (place.get("OPENAI_API_KEY") or "").strip()
    if key:
        break
else:
    sys.exit("OPENAI_API_KEY is missing: set it, or add it to .env")
response = OpenAI(api_key=key).chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": "Write a haiku."}],
)
print(response.choices[0].message.content)
