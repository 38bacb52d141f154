%%writefile haiku.py
# “A haiku has three lines, and an indent is a mistake.”
# cell: haiku
# fails: haiku_prints_a_haiku: is not the new poem as it came
import os
import sys

from openai import OpenAI

from course_utils import MODEL

key = os.getenv("OPENAI_API_KEY", "").strip()
if not key:
    sys.exit("OPENAI_API_KEY is missing: set it.")
client = OpenAI(api_key=key)
response = client.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": "Write a haiku."}],
)
for line in response.choices[0].message.content.splitlines()[:3]:
    print(line.strip())
