%%writefile haiku.py
# What is printed is escaped as for a page.
# cell: haiku
# fails: haiku_prints_a_haiku: It was run once more, and what it printed is not the new poem as it
import html
import os
import sys

from openai import OpenAI

from course_utils import MODEL

key = os.getenv("OPENAI_API_KEY", "").strip()
if not key:
    sys.exit("OPENAI_API_KEY is missing: set it in the environment.")
client = OpenAI(api_key=key)
response = client.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": "Write a haiku."}],
)
print(html.escape(response.choices[0].message.content))
