# Tries again until it works.
# cell: diagnose
# seconds: 2
# fails: diagnose_*: was still running
def diagnose(client):
    while True:
        try:
            client.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": "Say hello."}]
            )
            return "ok"
        except openai.OpenAIError:
            pass
