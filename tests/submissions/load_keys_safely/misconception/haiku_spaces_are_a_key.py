%%writefile haiku.py
# “It is set, so it is there.”
# cell: haiku
# fails: haiku_takes_blank_for_none: With a blank key its standard error holds a traceback
import os
import sys

from openai import OpenAI

from course_utils import MODEL

key = os.environ.get("OPENAI_API_KEY")
if not key:
    sys.exit("OPENAI_API_KEY is missing")

client = OpenAI(api_key=key)
asked = [{"role": "user", "content": "Write a haiku."}]
response = client.chat.completions.create(model=MODEL, messages=asked)
print(response.choices[0].message.content)
