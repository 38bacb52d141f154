%%writefile haiku.py
# Reads all settings with one helper; only the prompt has a default.
# cell: haiku
import os
import sys

from openai import OpenAI

from course_utils import MODEL


def setting(name, default=None):
    value = os.getenv(name, "").strip() or default
    if value is None:
        sys.exit(f"{name} is missing")
    return value


prompt = setting("HAIKU_PROMPT", "Write a haiku.")
client = OpenAI(api_key=setting("OPENAI_API_KEY"))
response = client.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": prompt}],
)
print(response.choices[0].message.content)
