%%writefile haiku.py
# “Everybody knows which key is meant.”
# cell: haiku
# fails: haiku_says_what_is_missing: Its standard error does not name OPENAI_API_KEY
# fails: haiku_takes_blank_for_none: its standard error does not name OPENAI_API_KEY
import os
import sys

from openai import OpenAI

from course_utils import MODEL

key = os.environ.get("OPENAI_API_KEY", "").strip()
if not key:
    sys.exit("The API key is missing.")

client = OpenAI(api_key=key)
asked = [{"role": "user", "content": "Write a haiku."}]
response = client.chat.completions.create(model=MODEL, messages=asked)
print(response.choices[0].message.content)
