"""Numbers of Spanish in the United States: 1,234.5, as the Unicode CLDR has it for es-US and es-MX.

Django's own "es" is that of Spain, where 1.234 is more than a thousand: a fee must not be misread.
"""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
