# “Quotes are never a part of a key.”
# cell: load_key
# fails: load_key_environment_first: quotes and the sign $ are a part
def load_key(env, dotenv):
    for place in (env, dotenv_values(dotenv)):
        key = (place.get("OPENAI_API_KEY") or "").strip().strip("'\"")
        if key:
            return key
    raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
