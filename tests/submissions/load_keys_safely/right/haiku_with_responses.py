%%writefile haiku.py
# Uses the Responses API, and the client finds the key by itself.
# cell: haiku
import os, sys
from openai import OpenAI

if not (os.environ.get("OPENAI_API_KEY") or "").strip():
    sys.exit("Error: please set the environment variable OPENAI_API_KEY")

print(OpenAI().responses.create(model="gpt-4", input="A haiku, please.").output_text)
