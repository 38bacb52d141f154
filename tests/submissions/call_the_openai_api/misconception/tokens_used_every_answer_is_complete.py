# "Each answer has its usage."
# cell: tokens_used
# fails: tokens_used_counts_gaps_as_zero: raised TypeError
def tokens_used(responses):
    totals = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    for response in responses:
        for name in totals:
            totals[name] += response["usage"][name]
    return totals
