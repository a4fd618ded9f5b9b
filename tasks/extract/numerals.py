"""Roman numerals, as lists count with them."""

ROMAN = tuple("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split())
"""So far lists were seen to go."""

ROMAN_VALUES = {numeral: value for value, numeral in enumerate(ROMAN, 1)}
