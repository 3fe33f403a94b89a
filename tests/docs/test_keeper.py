"""What the keeper copies and pastes is what the program and the machine understand."""

import configparser
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from portal import cli
from portal.config import Config
from portal.web.public.health import FORWARDING

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDE = (ROOT / "docs" / "keeper.md").read_text(encoding="utf-8")
UNITS = ROOT / "docs" / "systemd"
BLOCKS = re.findall(r"^```sh\n(.*?)^```", GUIDE, flags=re.DOTALL | re.MULTILINE)
INLINE = re.findall(r"`(portal [^`]+)`", GUIDE)


def portal_lines() -> list[str]:
    lines = [line for block in BLOCKS for line in block.splitlines()]
    return [*(line for line in lines if line.startswith("portal ")), *INLINE]


def noting(name: str, asked: list[str]) -> Callable[..., int]:
    def run(*_given: object) -> int:
        asked.append(name)
        return 0

    return run


@pytest.mark.parametrize("line", sorted(set(portal_lines())))
def test_every_command_is_understood(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str
) -> None:
    asked: list[str] = []
    for name, module in (cli.FREE_STANDING | cli.COMMANDS).items():
        monkeypatch.setattr(module, "run", noting(name, asked))
    monkeypatch.setattr(cli, "NEED_A_SCHEMA", set[str]())
    monkeypatch.setenv("PORTAL_ENV", "demo")
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    words = [word for word in shlex.split(line)[1:] if word != "…"]
    if words:
        assert cli.main(words) == 0
        assert asked == [words[0]]


def test_the_settings_it_writes_are_settings(tmp_path: Path) -> None:
    """The two blocks that make the file are pasted into a shell as they stand."""
    path = tmp_path / "portal.toml"
    for block in BLOCKS:
        if "<<" in block and "portal.toml" in block:
            here = re.search(r"tee (-a )?\S+ >/dev/null (<<'?EOF'?\n.*?^EOF\n)", block, re.S | re.M)
            assert here is not None
            script = f"tee {here[1] or ''}{path} >/dev/null {here[2]}"
            subprocess.run(["sh", "-c", script], check=True)
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    config = Config.from_env({"PORTAL_CONFIG": str(path)})
    assert set(values) == {
        "PUBLIC_URL",
        "PORTAL_SECRET_KEY",
        "PORTAL_DATA_DIR",
        "PORTAL_TRUSTED_PROXIES",
        "PORTAL_BACKUP_DIR",
        "PORTAL_BACKUP_KEY",
        "PORTAL_SMTP_HOST",
        "PORTAL_SMTP_PORT",
        "PORTAL_SMTP_SECURITY",
        "PORTAL_SMTP_USER",
        "PORTAL_SMTP_PASSWORD_FILE",
        "PORTAL_MAIL_FROM",
    }
    assert config.is_https
    assert config.trusted_proxies == 1
    assert config.backup_dir == Path("/srv/portal-backup/portal")


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_every_block_is_a_shell_script(block: str) -> None:
    subprocess.run(["bash", "-n", "-c", block], check=True)


def test_its_links_lead_somewhere() -> None:
    headings = {
        re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).strip().replace(" ", "-")
        for line in GUIDE.splitlines()
        if line.startswith("#")
    }
    for target in re.findall(r"\]\(([^)]+)\)", GUIDE):
        if target.startswith("#"):
            assert target[1:] in headings
        else:
            assert (ROOT / "docs" / target).exists()
    for name in re.findall(r"docs/systemd/([\w@.*-]+)", GUIDE):
        assert list(UNITS.glob(name)), name


def test_the_proxy_marks_what_it_passes_on() -> None:
    """Or a stranger's request would look like one of this machine, which may read /metrics."""
    proxy = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
    assert any(f"proxy_set_header {name}" in proxy for name in FORWARDING)


def test_the_units_run_what_the_guide_installs() -> None:
    for path in UNITS.glob("*.service"):
        text = path.read_text(encoding="utf-8")
        [command] = re.findall(r"^ExecStart=/opt/portal/.venv/bin/portal (.+)$", text, re.MULTILINE)
        assert command.split()[0] in cli.COMMANDS
        assert "PORTAL_CONFIG=/etc/portal/portal.toml" in text


# What each part of a unit may say; a slip of the pen would otherwise be ignored in silence.
KNOWN = {
    "Unit": "Description Documentation After Wants",
    "Service": "Type User Group WorkingDirectory Environment ExecStart Restart RestartSec KillMode "
    "TimeoutStopSec StateDirectory StateDirectoryMode UMask LogNamespace ReadWritePaths "
    "ProtectSystem ProtectHome PrivateTmp PrivateDevices ProtectClock ProtectControlGroups "
    "ProtectHostname ProtectKernelLogs ProtectKernelModules ProtectKernelTunables NoNewPrivileges "
    "CapabilityBoundingSet RestrictAddressFamilies RestrictNamespaces RestrictRealtime "
    "RestrictSUIDSGID LockPersonality SystemCallArchitectures SystemCallFilter "
    "SystemCallErrorNumber",
    "Timer": "OnCalendar Persistent",
    "Install": "WantedBy",
}


def read_unit(path: Path) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(interpolation=None, comment_prefixes="#", delimiters="=")
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # as its manual says
    unit.read_string(path.read_text(encoding="utf-8"))
    return unit


@pytest.mark.parametrize("path", sorted(UNITS.glob("portal*.*")), ids=lambda path: path.name)
def test_a_unit_says_only_what_is_known(path: Path) -> None:
    unit = read_unit(path)
    for section in unit.sections():
        assert set(unit[section]) <= set(KNOWN[section].split()), section
    assert unit["Unit"]["Description"]
    switches = [
        value
        for section in unit.sections()
        for name, value in unit[section].items()
        if name.startswith(("Protect", "Private", "Restrict", "NoNew", "Lock", "Persistent"))
    ]
    assert set(switches) <= {"yes", "strict", "AF_UNIX AF_INET AF_INET6"}


def test_systemd_finds_no_fault_with_the_units(tmp_path: Path) -> None:
    """Asked where it is installed; what can be known without it is tested above."""
    program = shutil.which("systemd-analyze")
    for path in [*UNITS.glob("*.service"), *UNITS.glob("*.timer")]:
        text = re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", path.read_text(encoding="utf-8"))
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    units = sorted(str(path) for path in tmp_path.iterdir())
    asked = [
        ["verify", *units],
        ["security", "--offline=true", "--threshold=25", str(tmp_path / "portal.service")],
    ]
    for words in asked if program else []:
        answer = subprocess.run(
            ["systemd-analyze", *words], capture_output=True, text=True, check=False
        )
        assert answer.returncode == 0, answer.stdout[-300:]
        assert words[0] != "verify" or not answer.stderr
