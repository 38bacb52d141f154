# “A blank in env is a mistake, which I put right.”
# cell: load_key
# fails: load_key_leaves_nothing_behind: It changed env, whose variable was blank
def load_key(env, dotenv):
    key = env.get("OPENAI_API_KEY", "").strip()
    if not key:
        key = (dotenv_values(dotenv).get("OPENAI_API_KEY") or "").strip()
        if key and "OPENAI_API_KEY" in env:
            env["OPENAI_API_KEY"] = key
    if not key:
        raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
    return key
