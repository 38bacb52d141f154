# “An admin key can do all that a key can do.”
# cell: load_key
# fails: load_key_says_what_is_missing: Here both places have other names only
def load_key(env, dotenv):
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY"):
        for place in (env, dotenv_values(dotenv)):
            key = (place.get(name) or "").strip()
            if key and (place is env or name == "OPENAI_API_KEY"):
                return key
    raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
