# "There are three codes of permission."
# cell: diagnose
# fails: diagnose_knows_a_missing_permission: the code invalid_app
def diagnose(client):
    try:
        client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": "Say hello."}]
        )
    except openai.AuthenticationError as error:
        permission = (None, "ip_not_authorized", "mismatched_project")
        return "ask for permission" if error.code in permission else "fix the key"
    except openai.PermissionDeniedError:
        return "ask for permission"
    except openai.RateLimitError as error:
        return "check billing" if error.type == "insufficient_quota" else "slow down"
    except openai.APIConnectionError:
        return "check the network"
    except openai.InternalServerError:
        return "their fault"
    return "ok"
