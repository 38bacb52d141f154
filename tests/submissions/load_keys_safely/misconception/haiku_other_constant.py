%%writefile haiku.py
# “A constant at the top is not in the code.”
# cell: haiku
# fails: haiku_holds_no_key: stands a text that is, or can become, the key
# fails: haiku_prints_a_haiku: It ended with status 1
# fails: haiku_says_what_is_missing: Its standard error holds a traceback
# fails: haiku_takes_blank_for_none: holds a traceback
import os
import sys

from openai import OpenAI

from course_utils import MODEL

KEY = "THE-KEY-STOOD-HERE"
key = KEY

client = OpenAI(api_key=key)
asked = [{"role": "user", "content": "Write a haiku."}]
response = client.chat.completions.create(model=MODEL, messages=asked)
print(response.choices[0].message.content)
