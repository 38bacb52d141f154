# “load_dotenv is how one reads a .env.”
# cell: load_key
# fails: load_key_leaves_nothing_behind: It changed os.environ
# fails: load_key_says_what_is_missing: raised no error
import os
from dotenv import load_dotenv


def load_key(env, dotenv):
    if env.get("OPENAI_API_KEY", "").strip():
        return env["OPENAI_API_KEY"].strip()
    load_dotenv(dotenv, override=True)
    key = os.environ.get("OPENAI_API_KEY", "").strip()
    if not key:
        raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
    return key
