"""LiteLLM's client, and the exception that it makes of a refusal."""

import os

import litellm

litellm.suppress_debug_info = True
question = [{"role": "user", "content": "Write a haiku about AI."}]
settings = {"model": "openai/gpt-4o", "api_base": os.environ["OPENAI_BASE_URL"]}
haiku = litellm.completion(messages=question, **settings).choices[0].message.content
try:
    litellm.completion(messages=question, api_key="wrong", **settings)
except litellm.AuthenticationError:
    print(haiku)
