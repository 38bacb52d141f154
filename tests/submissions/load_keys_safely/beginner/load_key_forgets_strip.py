# strip() is called, and what it gives is not kept.
# cell: load_key
# fails: load_key_strips: Expected
def load_key(env, dotenv):
    for place in (env, dotenv_values(dotenv)):
        key = place.get("OPENAI_API_KEY") or ""
        key.strip()
        if not key.isspace() and key != "":
            return key
    raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
