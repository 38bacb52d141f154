# Ends the program, as the script does.
# cell: load_key
# fails: load_key_blank_is_no_key: Raise an error; do not end the program
# fails: load_key_says_what_is_missing: Expected: a ValueError
# fails: load_key_leaves_nothing_behind: raised SystemExit
import sys


def load_key(env, dotenv):
    key = env.get("OPENAI_API_KEY", "").strip()
    if not key:
        key = (dotenv_values(dotenv).get("OPENAI_API_KEY") or "").strip()
    if not key:
        sys.exit(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
    return key
