# "The most general class first, to be safe."
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
    except openai.APIStatusError:
        return "their fault"
    except openai.AuthenticationError as error:
        return "fix the key" if error.code == "invalid_api_key" else "ask for permission"
    except openai.PermissionDeniedError:
        return "ask for permission"
    except openai.RateLimitError as error:
        return "check billing" if error.type == "insufficient_quota" else "slow down"
    except openai.APIConnectionError:
        return "check the network"
    return "ok"
