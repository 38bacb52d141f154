"""Terminal escapes and HTML in a message, a title and an output."""

# honest score: 0

# %%
from IPython.display import HTML, Javascript, display

display(HTML("<script>alert(1)</script><img src=x onerror=alert(1)>"), Javascript("alert(1)"))
print("\x1b]0;owned\x07\x1b[2J")

# %% double
def double(number):
    raise ValueError("\x1b[2J<script>alert(1)</script>")
