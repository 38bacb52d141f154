# Cleans in a function of its own, and joins the two with or.
# cell: load_key
def clean(values):
    value = values.get("OPENAI_API_KEY")
    return value.strip() if value else ""


def load_key(env, dotenv):
    key = clean(env) or clean(dotenv_values(dotenv))
    if not key:
        raise ValueError(f"OPENAI_API_KEY: neither in the environment nor in {dotenv.name!r}")
    return key
