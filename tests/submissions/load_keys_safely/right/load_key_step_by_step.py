# Asks one place after the other, in small steps.
# cell: load_key
def load_key(env, dotenv):
    key = env.get("OPENAI_API_KEY")
    if key is not None and key.strip() != "":
        return key.strip()
    values = dotenv_values(dotenv)
    key = values.get("OPENAI_API_KEY")
    if key is not None and key.strip() != "":
        return key.strip()
    message = "OPENAI_API_KEY is not set, and not in the file " + str(dotenv)
    raise ValueError(message)
