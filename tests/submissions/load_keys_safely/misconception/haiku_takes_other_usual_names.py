%%writefile haiku.py
# “Some call it OPENAI_KEY, and mean the same.”
# cell: haiku
# fails: haiku_says_what_is_missing: holds a traceback: 'openai.AuthenticationError
# fails: haiku_takes_blank_for_none: holds a traceback
import os
import sys

from openai import OpenAI

from course_utils import MODEL

names = ("OPENAI_API_KEY", "OPENAI_KEY", "OPENAI_ADMIN_KEY")
found = (os.environ.get(name, "").strip() for name in names)
key = next(filter(None, found), "")
if not key:
    sys.exit("OPENAI_API_KEY is missing: set it where this starts.")
client = OpenAI(api_key=key)
response = client.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": "Write a haiku."}],
)
print(response.choices[0].message.content)
