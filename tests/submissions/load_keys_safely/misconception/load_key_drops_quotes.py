# “Quotes are never a part of a key.”
# cell: load_key
# fails: load_key_environment_first: quotes and the signs $ and # are a part
# fails: load_key_reads_the_file: a single quote stand inside double quotes
def load_key(env, dotenv):
    for place in (env, dotenv_values(dotenv)):
        key = (place.get("OPENAI_API_KEY") or "").strip().strip("'\"")
        if key:
            return key
    raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
