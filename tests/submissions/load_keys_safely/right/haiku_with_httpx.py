%%writefile haiku.py
# Sends the request by hand.
# cell: haiku
import os
import sys

import httpx

key = os.environ.get("OPENAI_API_KEY", "").strip() or sys.exit("OPENAI_API_KEY is not set")
url = os.environ.get("OPENAI_BASE_URL", "https://api.openai.com/v1") + "/chat/completions"
body = {"model": "gpt-4", "messages": [{"role": "user", "content": "Write a haiku."}]}
answer = httpx.post(url, headers={"Authorization": f"Bearer {key}"}, json=body)
answer.raise_for_status()
print(answer.json()["choices"][0]["message"]["content"])
