# “Whoever wants to know the last key can ask the function.”
# cell: load_key
# fails: load_key_leaves_nothing_behind: `load_key.last = key` stays after the end of the call
def load_key(env, dotenv):
    key = env.get("OPENAI_API_KEY", "").strip()
    if not key:
        key = (dotenv_values(dotenv).get("OPENAI_API_KEY") or "").strip()
    if not key:
        raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
    load_key.last = key
    return key
