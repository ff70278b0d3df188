"""What a page says of devices, versions and changes, in the words of the build."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..places import short_version
from ..wording import _

if TYPE_CHECKING:
    from ..recordings.history import Change
    from ..recordings.recording import Environment


def describe_device(environment: Environment, *, date: bool) -> str:
    """Return a device with its full name, and the date of a recording."""
    details = [environment.name] if environment.name != environment.device else []
    if date:
        details.append(_("recorded {date}").format(date=environment.date))
    more = f" ({', '.join(details)})" if details else ""
    return f"{environment.device}{more}"


def describe_version(versions: Mapping[str, str], subject: str) -> str:
    """Return a package with its version, such as ``torch 2.13.0``."""
    return f"{subject} {short_version(versions.get(subject, ''))}".strip()


def describe_change(change: Change, subject: str) -> str:
    """Say what changed, and with which version of the package the notes are about."""
    texts = {
        "first": _("first recorded, with {version}"),
        "code": _("other code, with {version}"),
        "output": _("the same code prints something else with {version}"),
    }
    return texts[change.what].format(version=describe_version(change.versions, subject))
