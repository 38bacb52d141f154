%%writefile haiku.py
# The sentence shows the whole environment.
# cell: haiku
# fails: haiku_says_what_is_missing: Its standard error shows the value of ['OPENAI_KEY', 'API_KEY']. What
import os
import sys

from openai import OpenAI

from course_utils import MODEL

key = os.getenv("OPENAI_API_KEY", "").strip()
if not key:
    sys.exit(f"OPENAI_API_KEY is missing, there is only {dict(os.environ)}")
client = OpenAI(api_key=key)
response = client.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": "Write a haiku."}],
)
print(response.choices[0].message.content)
