# “If the variable is there, it counts, empty or not.”
# cell: load_key
# fails: load_key_blank_is_no_key: OPENAI_API_KEY is missing
def load_key(env, dotenv):
    key = env.get("OPENAI_API_KEY", (dotenv_values(dotenv).get("OPENAI_API_KEY") or "")).strip()
    if not key:
        raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
    return key
