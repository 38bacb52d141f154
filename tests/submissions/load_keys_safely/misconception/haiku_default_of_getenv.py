%%writefile haiku.py
# “The default is only for my laptop.”
# cell: haiku
# fails: haiku_holds_no_key: stands a text that is, or can become, the key
# fails: haiku_says_what_is_missing: Its standard error holds a traceback
import os
import sys

from openai import OpenAI

from course_utils import MODEL

key = os.getenv("OPENAI_API_KEY", "THE-KEY-STOOD-HERE").strip()
if not key:
    sys.exit("OPENAI_API_KEY is missing")

client = OpenAI(api_key=key)
asked = [{"role": "user", "content": "Write a haiku."}]
response = client.chat.completions.create(model=MODEL, messages=asked)
print(response.choices[0].message.content)
