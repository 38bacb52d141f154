%%writefile haiku.py
# Raises an error in a function and catches it at the end.
# cell: haiku
import os
import sys
from openai import OpenAI, OpenAIError
from course_utils import MODEL


def key_from(environment):
    value = environment.get("OPENAI_API_KEY", "")
    if value.strip() == "":
        raise ValueError("OPENAI_API_KEY is missing or blank")
    return value.strip()


try:
    client = OpenAI(api_key=key_from(os.environ))
    messages = [{"role": "user", "content": "Write a haiku."}]
    stream = client.chat.completions.create(model=MODEL, messages=messages, stream=True)
    for piece in stream:
        if piece.choices and piece.choices[0].delta.content:
            print(piece.choices[0].delta.content, end="")
    print()
except (ValueError, OpenAIError) as error:
    sys.stderr.write(f"{error}\n")
    sys.exit(1)
