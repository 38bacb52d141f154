# "An error stands in the text."
# cell: diagnose
# fails: diagnose_says_ok: What a model writes is no error
def diagnose(client):
    try:
        answer = client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": "Say hello."}]
        )
        if "invalid_api_key" in answer.choices[0].message.content:
            return "fix the key"
    except openai.AuthenticationError as error:
        return "fix the key" if error.code == "invalid_api_key" else "ask for permission"
    except openai.PermissionDeniedError:
        return "ask for permission"
    except openai.RateLimitError as error:
        return "check billing" if error.type == "insufficient_quota" else "slow down"
    except openai.APIConnectionError:
        return "check the network"
    except openai.InternalServerError:
        return "their fault"
    return "ok"
