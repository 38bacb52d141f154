%%writefile haiku.py
# “The client looks up the name that I give it.”
# cell: haiku
# fails: haiku_prints_a_haiku: It ended with status 1
# fails: haiku_holds_no_key: that is the name of its variable, and not the key
import os
import sys

from openai import OpenAI

from course_utils import MODEL

if not os.environ.get("OPENAI_API_KEY", "").strip():
    sys.exit("OPENAI_API_KEY is missing: set it where this starts.")
client = OpenAI(api_key="OPENAI_API_KEY")
response = client.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": "Write a haiku."}],
)
print(response.choices[0].message.content)
