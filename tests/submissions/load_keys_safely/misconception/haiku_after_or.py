%%writefile haiku.py
# “or takes care of the blank one, too.”
# cell: haiku
# fails: haiku_holds_no_key: stands a text that is, or can become, the key
# fails: haiku_says_what_is_missing: holds a traceback
# fails: haiku_takes_blank_for_none: holds a traceback
import os
import sys

from openai import OpenAI

from course_utils import MODEL

key = os.environ.get("OPENAI_API_KEY", "").strip() or "THE-KEY-STOOD-HERE"

client = OpenAI(api_key=key)
asked = [{"role": "user", "content": "Write a haiku."}]
response = client.chat.completions.create(model=MODEL, messages=asked)
print(response.choices[0].message.content)
