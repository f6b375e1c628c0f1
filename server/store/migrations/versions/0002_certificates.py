"""Every client certificate, not a desk's newest alone, so that all of them can be revoked.

Revision: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Carry over what is known; certificates that were renewed away are not."""
    op.create_table(
        "certificates",
        sa.Column("serial", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=True),
        sa.Column("until", sa.String(length=24), nullable=False),
        sa.Column("revoked_at", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_certificates_device")),
        sa.PrimaryKeyConstraint("serial", name=op.f("pk_certificates")),
    )
    op.create_index(op.f("ix_certificates_device"), "certificates", ["device"])
    op.create_index(op.f("ix_certificates_revoked_at"), "certificates", ["revoked_at"])
    op.execute(
        "INSERT INTO certificates (serial, device, until, revoked_at) "
        "SELECT d.certificate_serial, d.id, d.certificate_until, r.revoked_at "
        "FROM devices d LEFT JOIN revoked_serials r ON r.serial = d.certificate_serial"
    )
    op.execute(
        "INSERT INTO certificates (serial, device, until, revoked_at) "
        "SELECT serial, NULL, '9999-12-31T23:59:59.999Z', revoked_at FROM revoked_serials "
        "WHERE serial NOT IN (SELECT serial FROM certificates)"
    )
    op.drop_table("revoked_serials")
    op.drop_column("sessions", "locked")  # how long ago somebody worked says it
