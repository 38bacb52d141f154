# A bracket is missing.
# cell: ask
# fails: ask_*: Python can't read the cell
def ask(env, prompt):
    client = OpenAI(api_key=env["OPENAI_API_KEY"]
    return client
