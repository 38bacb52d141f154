# “A blank variable is of no use, so I take it away.”
# cell: load_key
# fails: load_key_leaves_nothing_behind: It changed env, whose variable was blank
def load_key(env, dotenv):
    if "OPENAI_API_KEY" in env and not env["OPENAI_API_KEY"].strip():
        del env["OPENAI_API_KEY"]
    key = env.get("OPENAI_API_KEY", "").strip()
    if not key:
        key = (dotenv_values(dotenv).get("OPENAI_API_KEY") or "").strip()
    if not key:
        raise ValueError(f"OPENAI_API_KEY is missing, also in {dotenv.name}")
    return key
