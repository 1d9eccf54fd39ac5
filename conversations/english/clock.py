"""English: times that can be meant by either of two clocks."""

TEXTS: dict[str, str] = {
    "which_time": (
        "<b>Which of these do you mean?</b>\n\nBy the Kiswahili clock and by the other one that is"
        " not the same time, so I'd rather ask. These are free:"
    ),
    "clock_not_free": (
        "None of the times that this can mean is free. Please tap one that is, or type it like"
        " “10:00” or “saa 4 asubuhi”."
    ),
    "clock_unclear": (
        "I can't be sure which time that is: “saa 4” may be 10:00 or 22:00. Please say the part of"
        " the day too, like “saa 3 asubuhi hadi saa 11 jioni”, or type “09:00-17:00”."
    ),
}
