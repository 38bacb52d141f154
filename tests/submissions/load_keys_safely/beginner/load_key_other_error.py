# Raises another error.
# cell: load_key
# fails: load_key_says_what_is_missing: Expected: a ValueError
def load_key(env, dotenv):
    for place in (env, dotenv_values(dotenv)):
        key = (place.get("OPENAI_API_KEY") or "").strip()
        if key:
            return key
    raise KeyError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
