# “A key begins with sk-, all else is a mistake.”
# cell: load_key
# fails: load_key_environment_first: Expected: 'a-key'
def load_key(env, dotenv):
    for place in (env, dotenv_values(dotenv)):
        key = (place.get("OPENAI_API_KEY") or "").strip()
        if key.startswith("sk-"):
            return key
    raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
