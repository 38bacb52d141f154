# “Whoever misspelt the name wants to see what they wrote.”
# cell: load_key
# fails: load_key_says_what_is_missing: That message shows a value
def load_key(env, dotenv):
    key = env.get("OPENAI_API_KEY", "").strip()
    values = dotenv_values(dotenv)
    if not key:
        key = (values.get("OPENAI_API_KEY") or "").strip()
    if not key:
        alike = [f"{name}={values[name]}" for name in values if name.upper() == "OPENAI_API_KEY"]
        raise ValueError(f"OPENAI_API_KEY is missing in {dotenv.name}: {alike}")
    return key
