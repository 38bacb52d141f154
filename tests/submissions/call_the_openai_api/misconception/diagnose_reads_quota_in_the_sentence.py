# "Who has no credit is told so in the sentence."
# cell: diagnose
# fails: diagnose_reads_no_sentence: The sentence was only
# fails: diagnose_tells_two_429_apart: Expected: 'check billing'
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
        words = str(error).lower()
        return "check billing" if "credit" in words or "spend" in words else "slow down"
    except openai.APIConnectionError:
        return "check the network"
    except openai.InternalServerError:
        return "their fault"
    return "ok"
