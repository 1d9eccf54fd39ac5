"""English: the questions of the intake and what can be chosen, in the chat and on the page (I1)."""

TEXTS: dict[str, str] = {
    "form_personal": "About you",
    "form_personal_lead": "So that we know what to look out for.",
    "form_mental_health": "How you are",
    "form_mental_health_lead": "As much or as little as you like.",
    "form_goals": "What you hope for",
    "form_goals_lead": "There are no wrong answers.",
    "ask_emergency_contact": "Whom may we call if we are worried about you?",
    "ask_emergency_contact_hint": (
        "A name and a phone number. We would call only if you could be in danger."
    ),
    "ask_medical_history": "Is there anything about your health that we should know?",
    "ask_medical_history_hint": (
        "An illness, an operation, a pregnancy: how the body is doing often plays a part."
    ),
    "ask_current_medications": "Do you take any medicine at the moment?",
    "ask_current_medications_hint": (
        "Some change sleep or mood. The names are enough; herbs count, too."
    ),
    "ask_allergies": "Is there anything you are allergic to?",
    "ask_allergies_hint": "Good to know when you come to see us, or if you ever need help quickly.",
    "ask_previous_therapy": "Have you talked to a psychologist or counsellor before?",
    "ask_previous_therapy_hint": "Both are fine. It tells us how much to explain at the start.",
    "ask_current_symptoms": "What has been weighing on you?",
    "ask_current_symptoms_hint": (
        "Tap all that fit, or type it in your own words. It shows where to begin."
    ),
    "ask_severity_level": "How heavy is it these days?",
    "ask_severity_level_hint": (
        "There is no right number. Later it shows whether things are getting lighter."
    ),
    "ask_severity_level_low": "1: I manage",
    "ask_severity_level_high": "10: I can hardly bear it",
    "ask_trigger_factors": "What makes it worse?",
    "ask_trigger_factors_hint": (
        "A place, a time of day, a person, a memory. If there are several, put each on its own"
        " line."
    ),
    "ask_coping_mechanisms": "What helps you, even a little?",
    "ask_coping_mechanisms_hint": (
        "We build on what helps already. If there are several, put each on its own line."
    ),
    "ask_therapy_goals": "What would you like to be different?",
    "ask_therapy_goals_hint": (
        "Your sessions start from here. If there are several, put each on its own line."
    ),
    "ask_expectations": "What do you hope for from your psychologist?",
    "ask_expectations_hint": (
        "Also what you would rather they didn't do. It is easier to say it once, here."
    ),
    "ask_preferred_approach": "How would you like to work?",
    "ask_preferred_approach_hint": "You can change your mind at any time.",
    "ask_timeline": "How long would you like to come?",
    "ask_timeline_hint": "A guess is enough; it binds you to nothing.",
    "ask_special_requests": "Is there anything you need for this session?",
    "ask_special_requests_hint": (
        "A ground floor room, somebody beside you, a slow start. It is for this session only."
    ),
    "choose_low_mood": "Low mood",
    "choose_worry": "Worry",
    "choose_panic": "Panic",
    "choose_sleep": "Sleep",
    "choose_anger": "Anger",
    "choose_grief": "Grief or loss",
    "choose_relationships": "Relationships",
    "choose_trauma": "A bad experience",
    "choose_alcohol_or_drugs": "Alcohol or drugs",
    "choose_work_or_school": "Work or school",
    "choose_talking": "Mostly by talking",
    "choose_tools": "With tools and exercises",
    "choose_faith_aware": "With room for my faith",
    "choose_no_preference": "No preference",
    "choose_a_few_sessions": "A few sessions",
    "choose_some_months": "Some months",
    "choose_longer": "Longer",
    "choose_not_sure": "I'm not sure yet",
    "choose_yes": "Yes",
    "choose_no": "No",
    "short_emergency_contact": "Emergency contact",
    "short_medical_history": "Health",
    "short_current_medications": "Medicine",
    "short_allergies": "Allergies",
    "short_previous_therapy": "Counselling before",
    "short_current_symptoms": "What weighs on you",
    "short_severity_level": "How heavy it is",
    "short_trigger_factors": "What makes it worse",
    "short_coping_mechanisms": "What helps",
    "short_therapy_goals": "What should change",
    "short_expectations": "Hopes",
    "short_preferred_approach": "How to work",
    "short_timeline": "How long",
    "short_special_requests": "For this session",
}
