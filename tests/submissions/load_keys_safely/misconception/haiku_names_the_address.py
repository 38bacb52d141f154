%%writefile haiku.py
# “The address belongs into the script.”
# cell: haiku
# fails: haiku_prints_a_haiku: APIConnectionError
import os
import sys

from openai import OpenAI

from course_utils import MODEL

key = os.environ.get("OPENAI_API_KEY", "").strip()
if not key:
    sys.exit("OPENAI_API_KEY is missing: set it where this starts.")
address = "http://127.0.0.1:9/v1"
client = OpenAI(api_key=key, base_url=address, max_retries=0)
response = client.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": "Write a haiku."}],
)
print(response.choices[0].message.content)
