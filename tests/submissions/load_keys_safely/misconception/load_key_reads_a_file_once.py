# “A file says the same each time.”
# cell: load_key
# fails: load_key_leaves_nothing_behind: raised no error
from functools import cache

values = cache(dotenv_values)


def load_key(env, dotenv):
    for place in (env, values(dotenv)):
        key = (place.get("OPENAI_API_KEY") or "").strip()
        if key:
            return key
    raise ValueError(f"OPENAI_API_KEY is missing, see {dotenv.name}")
