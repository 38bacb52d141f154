# Catches a number.
# cell: diagnose
# fails: diagnose_knows_*: TypeError
# fails: diagnose_tells_*: TypeError
# fails: diagnose_reads_*: TypeError
def diagnose(client):
    try:
        client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": "Say hello."}]
        )
    except 401:
        return "fix the key"
    except 429:
        return "slow down"
    return "ok"
