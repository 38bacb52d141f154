# “Three attempts, as in every program that fetches.”
# cell: diagnose
# fails: diagnose_says_ok: After a 429 a second request
def diagnose(client: OpenAI) -> str:
    """Say what to do, after one chat completion."""
    for attempt in range(3):
        try:
            client.chat.completions.create(model=MODEL, messages=HELLO)
            return "ok"
        except openai.AuthenticationError as error:
            if error.code == "invalid_api_key":
                return "fix the key"
            return "ask for permission"
        except openai.PermissionDeniedError:
            return "ask for permission"
        except openai.RateLimitError as error:
            if error.type == "insufficient_quota":
                return "check billing"
            result = "slow down"
        except openai.APIConnectionError:
            result = "check the network"
        except openai.InternalServerError:
            result = "their fault"
    return result
