%%writefile haiku.py
# “Whoever starts it sees the sentence.”
# cell: haiku
# fails: haiku_says_what_is_missing: It ended with status 0
# fails: haiku_takes_blank_for_none: it ended with status 0
import os
import sys

from openai import OpenAI

from course_utils import MODEL

key = os.environ.get("OPENAI_API_KEY", "").strip()
if not key:
    print("OPENAI_API_KEY is missing", file=sys.stderr)
    sys.exit()

client = OpenAI(api_key=key)
asked = [{"role": "user", "content": "Write a haiku."}]
response = client.chat.completions.create(model=MODEL, messages=asked)
print(response.choices[0].message.content)
