"""The code that answers is replaced: values of unknown kinds, wrong ids, arguments that are none."""

# honest score: 0
# flag: exchange broken

# %%
from course_utils.grading.inside import roles

replies = iter(
    [
        {"value": {"$": "module", "v": "os"}},
        {"value": {"$": "OpenAI", "v": {}}},
        {"error": {"class": "SystemExit", "message": "", "arguments": None}},
        {"error": {"class": "eval", "message": "1", "arguments": None}},
        {"changed": 7, "value": 4},
        {"value": 4, "changed": {"args": [], "kwargs": {}}},
    ]
)
roles.answer = lambda question, names: {"id": question["id"], **next(replies, {})}

# %% double
def double(number):
    return number + number

# %% add_total
def add_total(row):
    row.append(sum(row))
