%%writefile haiku.py
# A key for each machine, in a dictionary.
# cell: haiku
# fails: haiku_holds_no_key: stands a text that is, or can become, the key
import os
import socket
import sys

from openai import OpenAI

from course_utils import MODEL

KEYS = {"laptop": "laptop-key", "server": "server-key"}

key = os.getenv("OPENAI_API_KEY", "").strip() or KEYS.get(socket.gethostname(), "")
if not key:
    sys.exit("OPENAI_API_KEY is missing: set it in the environment.")
client = OpenAI(api_key=key)
response = client.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": "Write a haiku."}],
)
print(response.choices[0].message.content)
