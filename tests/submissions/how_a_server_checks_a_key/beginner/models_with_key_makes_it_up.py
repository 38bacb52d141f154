# Sends nothing and knows the answer.
# cell: models_with_key
# fails: models_with_key_asks_the_platform: The platform saw []
# fails: models_with_key_keeps_the_address_clean: No GET /v1/models has the given key in its header
# fails: models_with_key_returns_refusals: gave 200. Expected: 401
def models_with_key(base_url, key):
    return 200
