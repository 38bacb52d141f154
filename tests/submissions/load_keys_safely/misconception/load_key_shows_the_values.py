# “The error should show what was there.”
# cell: load_key
# fails: load_key_says_what_is_missing: That message shows a value
def load_key(env, dotenv):
    values = dotenv_values(dotenv)
    for place in (env, values):
        if (place.get("OPENAI_API_KEY") or "").strip():
            return place["OPENAI_API_KEY"].strip()
    raise ValueError(f"OPENAI_API_KEY not found in {env} or in {dotenv.name}: {dict(values)}")
