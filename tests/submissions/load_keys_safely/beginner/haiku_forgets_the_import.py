%%writefile haiku.py
# os is not imported.
# cell: haiku
# fails: haiku_prints_a_haiku: NameError
# fails: haiku_says_what_is_missing: holds a traceback: "NameError: name 'os' is not defined"
# fails: haiku_takes_blank_for_none: holds a traceback
import sys

from openai import OpenAI

from course_utils import MODEL

key = os.environ.get("OPENAI_API_KEY", "").strip()
if not key:
    sys.exit("OPENAI_API_KEY is missing")

client = OpenAI(api_key=key)
asked = [{"role": "user", "content": "Write a haiku."}]
response = client.chat.completions.create(model=MODEL, messages=asked)
print(response.choices[0].message.content)
