%%writefile haiku.py
# Where no .env lies, the script writes one.
# cell: haiku
# fails: haiku_holds_no_key: stands a text that is, or can become, the key
import os
import sys
from pathlib import Path

from dotenv import load_dotenv
from openai import OpenAI

from course_utils import MODEL

file = Path(__file__).with_name(".env")
if not file.exists():
    file.write_text("OPENAI_API_KEY=put-your-key-here\n", encoding="utf-8")
load_dotenv(file)
key = os.getenv("OPENAI_API_KEY", "").strip()
if not key:
    sys.exit("OPENAI_API_KEY is missing: set it in the environment.")
client = OpenAI(api_key=key)
response = client.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": "Write a haiku."}],
)
print(response.choices[0].message.content)
