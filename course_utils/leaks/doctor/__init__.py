"""What may be wrong with a key, asked place by place: `course doctor`, and `doctor()` in a notebook.

Each answer is a `diagnosis`. `key` says where the key comes from, what hides it and what is wrong with its value,
`dotenv_file` looks at `.env`, `address` at where a client would send the key, and `answer` asks whether it is
taken. `examining` puts them together. Nothing is changed, and no answer has a character of a key.
"""
