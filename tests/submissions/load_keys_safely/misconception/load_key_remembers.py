# “The key never changes, so it is read once.”
# cell: load_key
# fails: load_key_leaves_nothing_behind: raised no error
# fails: load_key_blank_is_no_key: raised no error
# fails: load_key_says_what_is_missing: raised no error
found = {}


def load_key(env, dotenv):
    if env.get("OPENAI_API_KEY", "").strip():
        return env["OPENAI_API_KEY"].strip()
    key = (dotenv_values(dotenv).get("OPENAI_API_KEY") or "").strip()
    key = key or found.get("last", "")
    if not key:
        raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
    found["last"] = key
    return key
