# “What env lacks, I put into it.”
# cell: load_key
# fails: load_key_leaves_nothing_behind: It changed env
def load_key(env, dotenv):
    if not env.get("OPENAI_API_KEY", "").strip():
        env.update({name: value or "" for name, value in dotenv_values(dotenv).items()})
    key = env.get("OPENAI_API_KEY", "").strip()
    if not key:
        raise ValueError(f"OPENAI_API_KEY is missing, see {dotenv.name}")
    return key
