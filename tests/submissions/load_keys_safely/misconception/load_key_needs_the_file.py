# “Without its file a program is not set up.”
# cell: load_key
# fails: load_key_environment_first: is missing: write OPENAI_API_KEY into it
def load_key(env, dotenv):
    if not dotenv.exists():
        raise ValueError(f"{dotenv.name} is missing: write OPENAI_API_KEY into it")
    for place in (env, dotenv_values(dotenv)):
        if (place.get("OPENAI_API_KEY") or "").strip():
            return place["OPENAI_API_KEY"].strip()
    raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
