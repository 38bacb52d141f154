# Reads the notebook's environment and not the one it was given.
# cell: load_key
# fails: load_key_environment_first: The one that counts is its argument env
# fails: load_key_reads_the_file: The one that counts is its argument env
# fails: load_key_blank_is_no_key: The one that counts is its argument env
# fails: load_key_strips: The one that counts is its argument env
# fails: load_key_says_what_is_missing: raised no error
# fails: load_key_leaves_nothing_behind: The one that counts is its argument env
import os


def load_key(env, dotenv):
    for place in (os.environ, dotenv_values(dotenv)):
        if (place.get("OPENAI_API_KEY") or "").strip():
            return place["OPENAI_API_KEY"].strip()
    raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
