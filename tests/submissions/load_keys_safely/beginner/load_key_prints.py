# Prints the key, and does not return it.
# cell: load_key
# fails: load_key_environment_first: gave None
# fails: load_key_reads_the_file: gave None
# fails: load_key_strips: gave None
# fails: load_key_blank_is_no_key: gave None
# fails: load_key_leaves_nothing_behind: gave None
def load_key(env, dotenv):
    for place in (env, dotenv_values(dotenv)):
        key = (place.get("OPENAI_API_KEY") or "").strip()
        if key:
            print("the key is found")
            return
    raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
