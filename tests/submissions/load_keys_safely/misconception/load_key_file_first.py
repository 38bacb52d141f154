# “The file is the newer one, so it wins.”
# cell: load_key
# fails: load_key_environment_first: Expected
def load_key(env, dotenv):
    for place in (dotenv_values(dotenv), env):
        if (place.get("OPENAI_API_KEY") or "").strip():
            return place["OPENAI_API_KEY"].strip()
    raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
