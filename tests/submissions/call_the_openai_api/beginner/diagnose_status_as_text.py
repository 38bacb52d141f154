# Compares the status with a text.
# cell: diagnose
# fails: diagnose_knows_a_wrong_key: gave 'their fault'
# fails: diagnose_knows_a_missing_permission: gave 'their fault'
# fails: diagnose_tells_two_429_apart: gave 'their fault'
# fails: diagnose_reads_no_sentence: gave 'their fault'
def diagnose(client):
    try:
        client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": "Say hello."}]
        )
    except openai.APIConnectionError:
        return "check the network"
    except openai.APIStatusError as error:
        if error.status_code == "401":
            return "fix the key" if error.code == "invalid_api_key" else "ask for permission"
        if error.status_code == "403":
            return "ask for permission"
        if error.status_code == "429":
            return "check billing" if error.type == "insufficient_quota" else "slow down"
        return "their fault"
    return "ok"
