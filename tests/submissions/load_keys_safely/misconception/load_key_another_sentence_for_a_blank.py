# “A blank is another mistake than a missing one; it has nothing to do with the file.”
# cell: load_key
# fails: load_key_says_what_is_missing: Here the variable is blank in both places
def load_key(env, dotenv):
    key = env.get("OPENAI_API_KEY", "").strip()
    if not key:
        key = (dotenv_values(dotenv).get("OPENAI_API_KEY") or "").strip()
    if not key and "OPENAI_API_KEY" in env:
        raise ValueError("OPENAI_API_KEY is blank")
    if not key:
        raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
    return key
