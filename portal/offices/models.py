"""Tables of the office: authority, units, places, procedures, staff and their sessions."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, UtcDateTime
from portal.offices.kinds import AuthorityType, Role, UnitKind


class Authority(Base):
    """A commune (UBND xã, phường, đặc khu); every other row belongs to one."""

    __tablename__ = "authority"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(5), unique=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    reference_prefix: Mapped[str] = mapped_column(String(6), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    type: Mapped[AuthorityType] = mapped_column(String(10))
    province: Mapped[str] = mapped_column(String(80))
    address: Mapped[str] = mapped_column(String(200), default="")
    hours: Mapped[str] = mapped_column(String(200), default="")
    hotline: Mapped[str] = mapped_column(String(40), default="")
    reception: Mapped[str] = mapped_column(String(200), default="")
    # Who decides what is said about regulations; empty for the usual office of the province.
    regulation_receiver: Mapped[str] = mapped_column(
        String(200), default="", server_default=text("''")
    )
    # Who judges what names the chairperson or a deputy, and by which source; empty for the usual.
    leaders_receiver: Mapped[str] = mapped_column(
        String(300), default="", server_default=text("''")
    )
    leaders_source: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))
    regulation_address: Mapped[str] = mapped_column(
        String(200), default="", server_default=text("''")
    )
    regulation_phone: Mapped[str] = mapped_column(String(60), default="", server_default=text("''"))
    regulation_hours: Mapped[str] = mapped_column(
        String(200), default="", server_default=text("''")
    )
    is_demo: Mapped[bool] = mapped_column(default=False)
    smallest_group: Mapped[int] = mapped_column(default=5)
    months_start_on: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Unit(Base):
    """A unit that handles work; only internal ones are assigned."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("authority_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[UnitKind] = mapped_column(String(10))
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)


class Village(Base):
    """A thôn, buôn or tổ dân phố."""

    __tablename__ = "village"
    __table_args__ = (UniqueConstraint("authority_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    name: Mapped[str] = mapped_column(String(80))
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)


class ServicePoint(Base):
    """A counter or other place where a QR code hangs."""

    __tablename__ = "service_point"

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    code: Mapped[str] = mapped_column(String(12), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    unit: Mapped[Unit] = relationship()
    authority: Mapped[Authority] = relationship()


class Procedure(Base):
    """An administrative procedure (TTHC) the commune carries out."""

    __tablename__ = "procedure"
    __table_args__ = (UniqueConstraint("authority_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"))
    code: Mapped[str] = mapped_column(String(30))
    name: Mapped[str] = mapped_column(String(1500))
    field: Mapped[str] = mapped_column(String(200), default="")
    is_active: Mapped[bool] = mapped_column(default=True)


class Staff(Base):
    """A person who signs in; `password_hash` is None until the one-time link was used."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    username: Mapped[str] = mapped_column(String(60), unique=True)
    display_name: Mapped[str] = mapped_column(String(120))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    unit: Mapped[Unit | None] = relationship()
    authority: Mapped[Authority] = relationship()
    role_rows: Mapped[list["StaffRole"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan"
    )

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role(row.role) for row in self.role_rows)


class StaffRole(Base):
    """One role of one person."""

    __tablename__ = "staff_role"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(String(30), primary_key=True)


class StaffFeed(Base):
    """A person's secret calendar address; the table keeps only its keyed digest."""

    __tablename__ = "staff_feed"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    staff: Mapped[Staff] = relationship()


class StaffSession(Base):
    """A signed-in browser; the cookie holds a token, the table only its keyed digest."""

    __tablename__ = "staff_session"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)

    staff: Mapped[Staff] = relationship()


class PasswordLink(Base):
    """A one-time link with which a person sets a password."""

    __tablename__ = "password_link"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class StandIn(Base):
    """Who does the duties of somebody who is away, from a day to a day, both included."""

    __tablename__ = "stand_in"
    __table_args__ = (
        CheckConstraint("from_on <= to_on", name="from_before_to"),
        CheckConstraint("staff_id <> stand_in_id", name="another_person"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    stand_in_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date]
    named_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    named_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OfficeEvent(Base):
    """What was changed in the set-up, by whom and when."""

    __tablename__ = "office_event"
    __table_args__ = (CheckConstraint("action <> ''", name="action_named"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    action: Mapped[str] = mapped_column(String(40))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
