"""A practice that Zawadi joins, as far as its dialogues see it: one profile, and its answers."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from conversations.work import Command, Result
from conversations.work import applications as applications_work
from conversations.work import catalogue as catalogue_work
from conversations.work import profile as profile_work
from conversations.work.answer import NotPossible
from conversations.work.catalogue import Changed
from models.intake_form import Asked, Rules
from models.profile_views import OwnService, ProfileView
from models.values import Medium, Money, SessionFormat
from tests.dialog import NOW, outside

DRAFT = ProfileView(
    id=1, public_id=UUID(int=9), person_id=1, name="Zawadi Mutua", slug="zawadi", title="", bio="",
    specialties=(), languages=(), photo=None, submitted_at=None, declined_at=None,
    decline_reason=None, approved_at=None, approved_by=None, paused_at=None,
    holds_role=False, services=(),
)  # fmt: skip
SESSION = OwnService(
    4, "Individual session", SessionFormat.INDIVIDUAL, Medium.VIDEO, 50, Money(350_000), 1,
    needs_approval=True, is_active=True, is_emergency=False,
)  # fmt: skip
GROUP = replace(SESSION, id=5, title="Circle", format=SessionFormat.GROUP, capacity=8)
FINISHED = replace(
    DRAFT, title="Counsellor", bio="I listen.", specialties=("Grief",), languages=("English",),
    services=(SESSION,),
)  # fmt: skip
WAITING = replace(FINISHED, submitted_at=NOW)
APPROVED = replace(WAITING, approved_at=NOW, approved_by="Grace", holds_role=True)
_COLUMNS = {
    Changed.TITLE: "title", Changed.MINUTES: "minutes", Changed.PLACES: "capacity",
    Changed.FORMAT: "format", Changed.MEDIUM: "medium", Changed.APPROVAL: "needs_approval",
    Changed.EMERGENCY: "is_emergency", Changed.ACTIVE: "is_active",
}  # fmt: skip


@dataclass(slots=True)
class JoiningWorld:
    """Called with a command, it answers as the services would. `refuses` is a key, once."""

    profile: ProfileView | None = None
    refuses: str | None = None
    done: list[Command] = field(default_factory=list)
    asked: dict[str, Asked] = field(default_factory=dict)

    def __call__(self, command: Command) -> Result:
        self.done.append(command)
        if self.refuses is not None:
            key, self.refuses = self.refuses, None
            return NotPossible(key)
        if isinstance(command, catalogue_work.CatalogueCommand):
            return self._services(command)
        if isinstance(command, applications_work.ApplicationsCommand):
            return self._applications(command)
        if isinstance(command, profile_work.ProfileCommand):
            return self._profile(command)
        return outside(command)

    def did(self, kind: type) -> int:
        return sum(isinstance(command, kind) for command in self.done)

    def _profile(self, command: profile_work.ProfileCommand) -> Result:
        match command:
            case profile_work.LookAtProfile() if self.profile is None:
                return profile_work.NoProfile()
            case profile_work.MakeProfile():
                self.profile = self.profile or DRAFT
            case profile_work.UseInvitation() if self.profile is None:
                self.profile = DRAFT
                return profile_work.Invited("Zawadi", "Zawadi Mutua")
            case _ if self.profile is None:
                return NotPossible("no_profile")
            case profile_work.WriteProfile(what=what, value=value):
                self._set(**{what.value: value})
            case profile_work.AddWords(what=what, words=words):
                self._set(**{what.value: (*getattr(self._there(), what.value), *words)})
            case profile_work.ToggleWord(what=what, word=word):
                had = getattr(self._there(), what.value)
                gone = tuple(other for other in had if other != word)
                self._set(**{what.value: gone if word in had else (*had, word)})
            case profile_work.PauseProfile(paused=paused):
                self._set(paused_at=NOW if paused else None)
            case profile_work.SubmitProfile():
                self._set(submitted_at=NOW, declined_at=None)
            case _:
                pass
        present = self._there()
        return profile_work.ProfileFound(present, f"https://t.me/a_bot?start=psy_{present.slug}")

    def _services(self, command: catalogue_work.CatalogueCommand) -> Result:
        if self.profile is None:
            return NotPossible("no_profile")
        match command:
            case catalogue_work.ListServices():
                return catalogue_work.ServicesListed(self.profile.services)
            case catalogue_work.LookAtService(service_id=service_id):
                return self._service(service_id)
            case catalogue_work.AddService():
                new = OwnService(
                    6, command.title, command.format, command.medium, command.minutes,
                    command.price, 1, needs_approval=True, is_active=True, is_emergency=False,
                )  # fmt: skip
                self._set(services=(*self.profile.services, new))
                return catalogue_work.ServiceFound(new)
            case catalogue_work.ChangeService(service_id=service_id):
                return self._changed(service_id, command)
            case catalogue_work.ChangeQuestion(question=key, asked=asked):
                self.asked[key] = asked
                return catalogue_work.QuestionsFound("Individual session", Rules(self.asked))
            case catalogue_work.ReadQuestions():
                return catalogue_work.QuestionsFound("Individual session", Rules(self.asked))

    def _changed(self, service_id: int, command: catalogue_work.ChangeService) -> Result:
        old = next((s for s in self._there().services if s.id == service_id), None)
        if old is None:
            return NotPossible("no_such_service")
        price = command.what is Changed.PRICE and isinstance(command.value, int)
        change: dict[str, Any] = (
            {"price": Money(int(command.value))}
            if price
            else {_COLUMNS[command.what]: _value(command)}
        )
        new = replace(old, **change)
        self._set(services=tuple(new if s.id == service_id else s for s in self._there().services))
        return catalogue_work.ServiceFound(new)

    def _service(self, service_id: int) -> Result:
        for service in self._there().services:
            if service.id == service_id:
                return catalogue_work.ServiceFound(service)
        return NotPossible("no_such_service")

    def _applications(self, command: applications_work.ApplicationsCommand) -> Result:
        waits = self.profile if self.profile and self.profile.state == "waiting" else None
        if self.profile is None and not isinstance(command, applications_work.ListApplications):
            return NotPossible("application_outdated")
        match command:
            case applications_work.ListApplications():
                return applications_work.ApplicationsListed((waits,) if waits else (), False)
            case applications_work.LookAtApplication():
                return applications_work.ApplicationFound(self._there())
            case applications_work.ApproveApplication() | applications_work.DeclineApplication():
                if waits is None or waits.version != command.version:
                    return applications_work.ApplicationFound(self._there())
                self._decide(command)
                return applications_work.ApplicationDecided(self._there())

    def _decide(
        self, command: applications_work.ApproveApplication | applications_work.DeclineApplication
    ) -> None:
        if isinstance(command, applications_work.ApproveApplication):
            self._set(approved_at=NOW, approved_by="Grace", holds_role=True)
        else:
            self._set(declined_at=NOW, decline_reason=command.reason)

    def add(self, service: OwnService) -> None:
        self._set(services=(*self._there().services, service))

    def send_again(self) -> None:
        """The applicant was declined by somebody else, and has sent it once more since."""
        self._set(submitted_at=NOW + timedelta(hours=1), declined_at=None)

    def _there(self) -> ProfileView:
        assert self.profile is not None
        return self.profile

    def _set(self, **changed: Any) -> None:
        self.profile = replace(self._there(), **changed)


def _value(command: catalogue_work.ChangeService) -> object:
    match command.what:
        case Changed.FORMAT:
            return SessionFormat(str(command.value))
        case Changed.MEDIUM:
            return Medium(str(command.value))
        case _:
            return command.value
