%%writefile haiku.py
# The key and other settings stand in one dictionary.
# cell: haiku
import os
import sys

from openai import OpenAI

from course_utils import MODEL

config = {
    "openai": {
        "key": os.getenv("OPENAI_API_KEY", "").strip(),
        "model": MODEL,
        "prompt": "Write a haiku.",
    },
}
if not config["openai"]["key"]:
    sys.exit("OPENAI_API_KEY is missing: set it in the environment.")
client = OpenAI(api_key=config["openai"]["key"])
response = client.chat.completions.create(
    model=config["openai"]["model"],
    messages=[{"role": "user", "content": config["openai"]["prompt"]}],
)
print(response.choices[0].message.content)
