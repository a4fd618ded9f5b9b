"""Roman numerals in lists."""

ROMAN = tuple("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split())
"""The longest lists seen end here."""

ROMAN_VALUES = {numeral: value for value, numeral in enumerate(ROMAN, 1)}
