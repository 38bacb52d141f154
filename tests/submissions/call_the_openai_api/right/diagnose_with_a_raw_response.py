# Right: a table of answers, and the error's body.
# cell: diagnose
ANSWERS = {403: "ask for permission", 401: "ask for permission", 429: "slow down"}


def diagnose(client):
    try:
        client.chat.completions.with_raw_response.create(
            model=MODEL, messages=[{"role": "user", "content": "hello"}]
        )
    except openai.APIConnectionError:
        return "check the network"
    except openai.APIStatusError as error:
        told = error.response.json()["error"]
        if told["code"] == "invalid_api_key" and error.status_code == 401:
            return "fix the key"
        if told["type"] == "insufficient_quota" and error.status_code == 429:
            return "check billing"
        return ANSWERS.get(error.status_code, "their fault")
    return "ok"
