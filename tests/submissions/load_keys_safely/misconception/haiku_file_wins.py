%%writefile haiku.py
# “What stands in .env is the newer one.”
# cell: haiku
# fails: haiku_prints_a_haiku: It ended with status 1
import os
import sys
from pathlib import Path

from dotenv import load_dotenv
from openai import OpenAI

from course_utils import MODEL

load_dotenv(Path(__file__).with_name(".env"), override=True)
key = os.getenv("OPENAI_API_KEY", "").strip()
if not key:
    sys.exit("OPENAI_API_KEY is missing")
response = OpenAI(api_key=key).chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": "Write a haiku."}],
)
print(response.choices[0].message.content)
