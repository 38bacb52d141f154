# "The code decides, whatever the status."
# cell: diagnose
# fails: diagnose_knows_a_missing_permission: gave 'their fault'
# fails: diagnose_tells_two_429_apart: gave 'their fault'
# fails: diagnose_reads_no_sentence: gave 'their fault'
# fails: diagnose_knows_their_fault: gave 'ask for permission'
def diagnose(client):
    try:
        client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": "Say hello."}]
        )
    except openai.APIConnectionError:
        return "check the network"
    except openai.APIStatusError as error:
        answers = {
            "invalid_api_key": "fix the key",
            "rate_limit_exceeded": "slow down",
            "insufficient_quota": "check billing",
            "credit_balance_exhausted": "check billing",
            None: "ask for permission",
        }
        return answers.get(error.code, "their fault")
    return "ok"
