# Tries again until it works.
# cell: diagnose
# seconds: 2
# fails: diagnose_says_ok: Not yet
# fails: diagnose_knows_*: was still running
# fails: diagnose_tells_*: was still running
# fails: diagnose_reads_*: was still running
def diagnose(client):
    while True:
        try:
            client.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": "Say hello."}]
            )
            return "ok"
        except openai.OpenAIError:
            pass
