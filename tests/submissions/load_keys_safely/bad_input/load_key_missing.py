# The function has another name.
# cell: load_key
# fails: load_key_*: there is no function load_key
def loadKey(env, dotenv):
    return env['OPENAI_API_KEY']
