%%writefile haiku.py
# Prints the whole response.
# cell: haiku
# fails: haiku_prints_a_haiku: and not the poem
import os
import sys

from openai import OpenAI

from course_utils import MODEL

key = os.environ.get("OPENAI_API_KEY", "").strip()
if not key:
    sys.exit("OPENAI_API_KEY is missing")

client = OpenAI(api_key=key)
asked = [{"role": "user", "content": "Write a haiku."}]
response = client.chat.completions.create(model=MODEL, messages=asked)
print(response.id)
