"""The answers that say no, each as OpenAI says it, with its true reason kept apart.

`api_errors` are 400 to 409, `unauthorised` the many kinds of 401, `rate_limited` those of 429. Imports nothing else of
the server.
"""
