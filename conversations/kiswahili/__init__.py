"""Days, times and lengths as they are typed in Kiswahili and Sheng, told in our readers' English.

Each reader of dates and hours knows plain English; `reading.in_english` turns what is Kiswahili in
a message into it and leaves the rest alone, so that both languages, mixed, have one grammar.
"""
