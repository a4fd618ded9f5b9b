"""The explorer: static pages that show a release, served by any plain server, without a request elsewhere.

site/index.html             how new the release is, counts, charts, search
site/questions.html         all questions, with filters
site/question.html?id=5-8900    a question, its stable address; built in the browser
site/questions/5-8900.json.gz   what the pages of twenty questions show (numbers 8900 to 8919)
site/titles/5-8000.json.gz  what the lists show of a thousand questions
"""

SITE = "site"
"""The folder of the explorer in that of a release."""
