%%writefile haiku.py
# Has a main, a function for the key, and reads a .env beside it.
# cell: haiku
import os
import sys
from pathlib import Path

from dotenv import load_dotenv
from openai import OpenAI

from course_utils import MODEL

NAME = "OPENAI_API_KEY"


def read_key() -> str:
    load_dotenv(Path(__file__).with_name(".env"))
    key = os.getenv(NAME, "").strip()
    if not key:
        print(f"{NAME} is not set. Set it, or write it into .env.", file=sys.stderr)
        raise SystemExit(2)
    return key


def main() -> None:
    client = OpenAI(api_key=read_key())
    asked = [{"role": "user", "content": "Write a haiku about the sea."}]
    response = client.chat.completions.create(model=MODEL, messages=asked)
    print("Your haiku:")
    print(response.choices[0].message.content)


if __name__ == "__main__":
    main()
