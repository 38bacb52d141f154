%%writefile haiku.py
# “A script needs its platform, as a notebook does.”
# cell: haiku
# fails: haiku_prints_a_haiku: takes course_utils.practice_platform from the course itself
# fails: haiku_says_what_is_missing: A script may take MODEL from there
# fails: haiku_takes_blank_for_none: A script may take MODEL from there
# fails: haiku_holds_no_key: A script may take MODEL from there
import os
import sys

from openai import OpenAI

from course_utils import MODEL, practice_platform

key = os.environ.get("OPENAI_API_KEY", "").strip()
if not key:
    sys.exit("OPENAI_API_KEY is missing: set it where this starts.")
practice_platform()
client = OpenAI(api_key=key)
response = client.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": "Write a haiku."}],
)
print(response.choices[0].message.content)
