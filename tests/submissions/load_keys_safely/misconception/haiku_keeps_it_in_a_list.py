%%writefile haiku.py
# “A list of keys is data.”
# cell: haiku
# fails: haiku_holds_no_key: stands a text that is, or can become, the key
import os
import sys

from openai import OpenAI

from course_utils import MODEL

key = os.environ.get("OPENAI_API_KEY", "").strip()
spare = []
spare.append("THE-KEY-STOOD-HERE")
if "--spare" in sys.argv:
    key = spare[0]
if not key:
    sys.exit("OPENAI_API_KEY is missing")

client = OpenAI(api_key=key)
asked = [{"role": "user", "content": "Write a haiku."}]
response = client.chat.completions.create(model=MODEL, messages=asked)
print(response.choices[0].message.content)
