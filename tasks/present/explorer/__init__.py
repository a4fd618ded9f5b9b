"""The explorer: static pages that show a release, for any plain server; they load nothing from elsewhere.

site/index.html             how new the release is, counts, charts, search
site/questions.html         all questions, with filters
site/question.html?id=5-8900    the permanent address of a question; built in the browser
site/questions/5-8900.json.gz   the content of twenty question pages (numbers 8900 to 8919)
site/titles/5-8000.json.gz  the list entries of a thousand questions
"""

SITE = "site"
"""The folder of the explorer in a release."""
