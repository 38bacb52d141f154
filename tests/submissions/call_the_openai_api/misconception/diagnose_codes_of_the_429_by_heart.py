# "There are two codes for no money."
# cell: diagnose
# fails: diagnose_tells_two_429_apart: Expected: 'check billing'
# fails: diagnose_reads_no_sentence: Expected: 'check billing'
def diagnose(client):
    try:
        client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": "Say hello."}]
        )
    except openai.AuthenticationError as error:
        return "fix the key" if error.code == "invalid_api_key" else "ask for permission"
    except openai.PermissionDeniedError:
        return "ask for permission"
    except openai.RateLimitError as error:
        no_money = ("credit_balance_exhausted", "insufficient_quota")
        return "check billing" if error.code in no_money else "slow down"
    except openai.APIConnectionError:
        return "check the network"
    except openai.InternalServerError:
        return "their fault"
    return "ok"
