# “Some call it API_KEY, and mean the same.”
# cell: load_key
# fails: load_key_says_what_is_missing: Here both places have other names only
def load_key(env, dotenv):
    values = dotenv_values(dotenv)
    key = env.get("OPENAI_API_KEY", "").strip()
    if not key:
        key = (values.get("OPENAI_API_KEY") or values.get("API_KEY") or "").strip()
    if not key:
        raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
    return key
