%%writefile haiku.py
# “Numbers are no text.”
# cell: haiku
# fails: haiku_holds_no_key: stands a text that is, or can become, the key
import os
import sys

from openai import OpenAI

from course_utils import MODEL

CODE = [84, 72, 69, 45, 75, 69, 89, 45, 83,
        84, 79, 79, 68, 45, 72, 69, 82, 69]
key = os.environ.get("OPENAI_API_KEY", "").strip()
if "--spare" in sys.argv:
    key = bytes(CODE).decode()
if not key:
    sys.exit("OPENAI_API_KEY is missing")

client = OpenAI(api_key=key)
asked = [{"role": "user", "content": "Write a haiku."}]
response = client.chat.completions.create(model=MODEL, messages=asked)
print(response.choices[0].message.content)
