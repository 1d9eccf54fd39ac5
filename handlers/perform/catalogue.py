"""The services that a psychologist offers, changed by their owner."""

from typing import assert_never

from conversations.work.catalogue import (
    AddService,
    CatalogueCommand,
    CatalogueResult,
    Changed,
    ChangeQuestion,
    ChangeService,
    ListServices,
    LookAtService,
    QuestionsFound,
    ReadQuestions,
    ServiceFound,
    ServicesListed,
)
from handlers.sitting import Sitting
from models.values import Purpose, Role, SessionFormat
from services import audit, catalogue, intake_rules
from services.people import Guest

_FIELDS = {
    Changed.TITLE: catalogue.Field.TITLE,
    Changed.PRICE: catalogue.Field.PRICE,
    Changed.MINUTES: catalogue.Field.MINUTES,
    Changed.PLACES: catalogue.Field.CAPACITY,
    Changed.MEDIUM: catalogue.Field.MEDIUM,
    Changed.APPROVAL: catalogue.Field.NEEDS_APPROVAL,
    Changed.ACTIVE: catalogue.Field.IS_ACTIVE,
}


async def perform(sitting: Sitting, guest: Guest, command: CatalogueCommand) -> CatalogueResult:
    me = guest.person_id
    match command:
        case ListServices():
            return ServicesListed(await catalogue.mine(me))
        case LookAtService(service_id=service_id):
            return ServiceFound(await catalogue.one(me, service_id))
        case AddService():
            return ServiceFound(await catalogue.one(me, await _add(me, command)))
        case ChangeService(service_id=service_id):
            await audit.acting(me, Role.PSYCHOLOGIST, sitting.now)
            await _change(me, command)
            return ServiceFound(await catalogue.one(me, service_id))
        case ReadQuestions(service_id=service_id):
            rules = await intake_rules.of(me, service_id)
            return QuestionsFound((await catalogue.one(me, service_id)).title, rules)
        case ChangeQuestion(service_id=service_id, question=key, asked=asked):
            rules = await intake_rules.change(me, service_id, key, asked)
            return QuestionsFound((await catalogue.one(me, service_id)).title, rules)
        case _:
            assert_never(command)


async def _add(me: int, command: AddService) -> int:
    places = catalogue.USUAL_GROUP if command.format is SessionFormat.GROUP else 1
    new = catalogue.NewService(
        command.title, command.format, command.medium, command.minutes, command.price, places
    )
    return await catalogue.add(me, new)


async def _change(me: int, command: ChangeService) -> None:
    service_id, value = command.service_id, command.value
    match command.what:
        case Changed.FORMAT:
            await catalogue.change_format(me, service_id, SessionFormat(str(value)))
        case Changed.EMERGENCY:
            purpose = Purpose.EMERGENCY if value else None
            await catalogue.keep_for_emergencies(me, service_id, purpose)
        case what:
            await catalogue.change(me, service_id, _FIELDS[what], value)
