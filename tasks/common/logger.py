"""The logger of the product; whoever starts it decides where its lines go."""

import logging

LOGGER = "senate_questions"

log = logging.getLogger(LOGGER)
