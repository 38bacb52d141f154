%%writefile haiku.py
# “An option with a default is configuration.”
# cell: haiku
# fails: haiku_holds_no_key: stands a text that is, or can become, the key
# fails: haiku_says_what_is_missing: holds a traceback
# fails: haiku_takes_blank_for_none: holds a traceback
import argparse

import os
import sys

from openai import OpenAI

from course_utils import MODEL

parser = argparse.ArgumentParser()
parser.add_argument("--token", default="THE-KEY-STOOD-HERE")
key = os.environ.get("OPENAI_API_KEY", "").strip() or parser.parse_args().token

client = OpenAI(api_key=key)
asked = [{"role": "user", "content": "Write a haiku."}]
response = client.chat.completions.create(model=MODEL, messages=asked)
print(response.choices[0].message.content)
