"""A deploy from beginning to end: for each region what the host has, the plan, and its execution."""

import hashlib
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from integreat_ssg.deploying.compression import compressed
from integreat_ssg.deploying.execution import Execution, Progress, silent
from integreat_ssg.deploying.lock import Lock, Token, own_token
from integreat_ssg.deploying.plan import Plan, Target, plan_deploy
from integreat_ssg.deploying.pointer import numbered, sequence_of
from integreat_ssg.deploying.record import RECORD, Journal
from integreat_ssg.deploying.rollback import former_site
from integreat_ssg.deploying.site import LocalSite
from integreat_ssg.deploying.survey import Survey, looked, others_journal, survey
from integreat_ssg.deploying.transport import OvertakenError, Transport
from integreat_ssg.errors import UsageError
from integreat_ssg.model.hosts import Host
from integreat_ssg.model.release import POINTER

TRIES = 3
"""How often a plan is made anew because another deploy has come and gone meanwhile."""


class RecordChangedError(Exception):
    """The record is not that from which the plan was made."""


@dataclass(frozen=True)
class Wish:
    """What a deploy is asked for beside the sites.

    `adopt`: foreign files in the place of the site's are replaced. `older`: an older build may replace a newer one.
    `take_over`: a lock of somebody else does not count. `purge`: nothing of former releases stays. `confirm` is asked before
    many files leave the site. `remembered` is the local folder for tokens.
    """

    adopt: bool = False
    older: bool = False
    take_over: bool = False
    purge: bool = False
    confirm: Callable[["Prepared"], bool] = lambda prepared: False
    remembered: Path | None = None
    progress: Progress = silent


@dataclass(frozen=True)
class Prepared:
    """A region's plan, with the site that it puts and what it was made from."""

    site: LocalSite
    plan: Plan
    survey: Survey


@dataclass(frozen=True)
class Deploy:
    """A deploy to the host called `name`. `clock` tells seconds since 1970."""

    name: str
    host: Host
    transport: Transport
    wish: Wish
    clock: Callable[[], float] = time.time

    def plans(self, sites: Sequence[LocalSite]) -> list[Prepared]:
        """What would be done, without touching anything."""
        return [self._prepared(site) for site in sites]

    def run(self, sites: Sequence[LocalSite]) -> list[Prepared]:
        """Deploys the sites, one after the other, and then shows them. Raises UsageError where a plan is not confirmed or the
        host's folder is somebody else's, TransportError where the host fails."""
        return self._committed([self._deployed(site) for site in sites])

    def former(self, region: str, folder: str, stage: Path) -> LocalSite:
        """The release before the one that stands, to be deployed like any other. Raises UsageError where there is none."""
        found = survey(self.transport, folder, region)
        return former_site(self.transport, folder, region, found.known, stage)

    def _committed(self, done: list[Prepared]) -> list[Prepared]:
        if any(not each.plan.is_empty for each in done):
            told = ", ".join(f"{each.site.region} {each.plan.record.version}" for each in done)
            self.transport.commit(f"Deploy {told}")
        return done

    def _prepared(self, site: LocalSite) -> Prepared:
        found = survey(self.transport, site.folder, site.region)
        sequence = 0 if self.wish.older else sequence_of(site.read(POINTER) if POINTER in site.files else None)
        site = numbered(site, found.published, found.known.record, older=self.wish.older)
        if self.host.precompress:
            site = compressed(site, found.known.sure)
        known = looked(self.transport, site.folder, found, {**site.files, **site.extra}, adopt=self.wish.adopt)
        target = Target(
            site.region, site.version, site.files, site.extra, sequence, self.host.keep_former, self.wish.purge
        )
        return Prepared(site, plan_deploy(target, known), found)

    def _deployed(self, site: LocalSite) -> Prepared:
        name = f"{self.name}-{site.region}"
        with own_token(self.wish.remembered, name) as token, tempfile.TemporaryDirectory(prefix="integreat-") as stage:
            for _ in range(TRIES - 1):
                try:
                    return self._tried(site, token, Path(stage))
                except RecordChangedError:
                    continue
            return self._tried(site, token, Path(stage))

    def _tried(self, site: LocalSite, token: Token, stage: Path) -> Prepared:
        prepared = self._prepared(site)
        plan, found = prepared.plan, prepared.survey
        if plan.is_empty:
            token.forget()
            return prepared
        other = others_journal(found, token.value, self.clock())
        if other and not self.wish.take_over:
            minutes = max(1, round((other.until - self.clock()) / 60))
            raise OvertakenError(
                f"Another deploy of {site.region} is at work, or was cut. Deploy again in {minutes} minutes, "
                "or, if you know that it is no more, at once with --take-over."
            )
        if len(plan.leaving) > self.host.max_deletes and not self.wish.confirm(prepared):
            raise UsageError(
                f"{len(plan.leaving)} pages and other files would leave {site.region}, such as "
                f"{plan.leaving[0]}. If that is right, allow it with --yes or a higher --max-deletes."
            )
        lock = None if self.transport.abilities.whole else self._locked(prepared, token, stage)
        Execution(self.transport, prepared.site, plan, stage, lock, self.wish.progress).run()
        return prepared

    def _locked(self, prepared: Prepared, token: Token, stage: Path) -> Lock:
        """The lock, taken. Raises OvertakenError where somebody else has it, RecordChangedError where a deploy has come and
        gone since the plan was made."""
        before, folder, plan = prepared.survey.known.journal, prepared.site.folder, prepared.plan
        touched = {**(before.touched if before else {}), **plan.touched}
        deletes = plan.deletes | (before.deletes if before else frozenset())
        record = prepared.survey.known.record
        owned = before.owned if before else frozenset()
        if record and not self.transport.abilities.renames:
            owned |= record.ours.keys()
        data = plan.record.encoded()
        final = "" if data == prepared.survey.record_bytes else hashlib.sha256(data).hexdigest()
        journal = Journal(token.value, 0, plan.record.version, touched, deletes, owned, final)
        lock = Lock(self.transport, folder, stage, token, journal, self.clock)
        lock.take(prepared.survey.journal_bytes)
        if self.transport.read(folder + RECORD) != prepared.survey.record_bytes:
            lock.release()
            raise RecordChangedError
        return lock
