%%writefile haiku.py
# An option without a default of its own; the variable is its default.
# cell: haiku
import os
import sys

from openai import OpenAI

from course_utils import MODEL

import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--topic", default="AI")
parser.add_argument("--api-key", default=os.environ.get("OPENAI_API_KEY", ""))
options = parser.parse_args()
key = options.api_key.strip()
if not key:
    parser.error("set OPENAI_API_KEY, as in: export OPENAI_API_KEY=your-key-here")

client = OpenAI(api_key=key)
asked = [{"role": "user", "content": "Write a haiku."}]
response = client.chat.completions.create(model=MODEL, messages=asked)
print(response.choices[0].message.content)
