%%writefile haiku.py
# “In base 64 nobody can read it.”
# cell: haiku
# fails: haiku_holds_no_key: stands a text that is, or can become, the key
import base64

import os
import sys

from openai import OpenAI

from course_utils import MODEL

spare = base64.b64decode("VEhFLUtFWS1TVE9PRC1IRVJF").decode()
key = os.environ.get("OPENAI_API_KEY", "").strip()
if not key and "--spare" in sys.argv:
    key = spare
if not key:
    sys.exit("OPENAI_API_KEY is missing")

client = OpenAI(api_key=key)
asked = [{"role": "user", "content": "Write a haiku."}]
response = client.chat.completions.create(model=MODEL, messages=asked)
print(response.choices[0].message.content)
