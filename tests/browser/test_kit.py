"""What the kit shows in JupyterLab: to a mouse and to keys, before anybody trusts the notebook and after."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from nbclient import NotebookClient
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.checkout import make_checkout
from tests.running_course import RunningCourse, environment, run_course

CELLS = [
    "from course_utils import chart, check, predict, quiz",
    'quiz("who-said-401")',
    'predict("status-without-a-header", ...)',
    'predict.compare("status-without-a-header", 401)',
    'header = ...\ncheck.answer("name-of-the-header", header)',
    'chart.hours("A day", {"web shop": [3, 0, 5], "nightly job": [0, 9, 0]}, marks={1: "a mark"})',
]
LESSON = "lessons/00_first.ipynb"
