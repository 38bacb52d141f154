# Lays the environment over the file, blank values left out.
# cell: load_key
def load_key(env, dotenv):
    filled = {n: v.strip() for n, v in dotenv_values(dotenv).items() if v and v.strip()}
    filled.update({n: v.strip() for n, v in env.items() if v.strip()})
    try:
        return filled["OPENAI_API_KEY"]
    except KeyError:
        raise ValueError(f"Set OPENAI_API_KEY or add it to {dotenv}.") from None
