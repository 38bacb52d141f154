# “The variable's name is enough.”
# cell: load_key
# fails: load_key_says_what_is_missing: Expected in that message: haiku.env
def load_key(env, dotenv):
    for place in (env, dotenv_values(dotenv)):
        if (place.get("OPENAI_API_KEY") or "").strip():
            return place["OPENAI_API_KEY"].strip()
    raise ValueError("OPENAI_API_KEY is not set")
