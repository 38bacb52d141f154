%%writefile haiku.py
# Asks whoever starts it.
# cell: haiku
# fails: haiku_prints_a_haiku: EOFError
# fails: haiku_says_what_is_missing: traceback
# fails: haiku_takes_blank_for_none: traceback
import os
import sys

from openai import OpenAI

from course_utils import MODEL

key = input("OPENAI_API_KEY: ").strip()

client = OpenAI(api_key=key)
asked = [{"role": "user", "content": "Write a haiku."}]
response = client.chat.completions.create(model=MODEL, messages=asked)
print(response.choices[0].message.content)
