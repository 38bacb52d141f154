# Gives the sentence back, and does not raise it.
# cell: load_key
# fails: load_key_blank_is_no_key: raised no error
# fails: load_key_says_what_is_missing: raised no error
# fails: load_key_leaves_nothing_behind: raised no error
def load_key(env, dotenv):
    for place in (env, dotenv_values(dotenv)):
        key = (place.get("OPENAI_API_KEY") or "").strip()
        if key:
            return key
    return f"OPENAI_API_KEY is missing, also in {dotenv.name}"
