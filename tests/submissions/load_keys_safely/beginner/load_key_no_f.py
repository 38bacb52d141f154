# The f before the quotes is missing.
# cell: load_key
# fails: load_key_says_what_is_missing: Expected in that message: haiku.env
def load_key(env, dotenv):
    for place in (env, dotenv_values(dotenv)):
        key = (place.get("OPENAI_API_KEY") or "").strip()
        if key:
            return key
    raise ValueError("OPENAI_API_KEY is missing, also in {dotenv.name}")
