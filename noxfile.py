"""Every task of the project. `nox -l` lists them; `nox -s docs` builds the site."""

import os
import platform
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "tests"]
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_venv = "yes"

GROUPS = nox.project.load_toml("pyproject.toml")
# Where continuous integration runs, which is what the locks are made for.
HERE = (sys.platform, platform.machine(), sys.version_info[:2])
LOCKED = "CI" in os.environ and HERE == ("linux", "x86_64", (3, 11))


def install(session: nox.Session, *groups: str, extra: str = "") -> None:
    """Install dependency groups in the versions that the project is tested on."""
    # The package itself, from this folder; its build backend is among the groups.
    own = ("--no-build-isolation", "--editable", f".[{extra}]" if extra else ".")
    locks = [Path("locks", f"{name}.txt") for name in (*groups, extra) if name]
    if LOCKED and all(lock.exists() for lock in locks):
        # The very files, by their hashes, and nothing else; what misses is told.
        by_hash = ("--require-hashes", "--no-deps", "-r")
        for lock in locks:
            session.install(*by_hash, str(lock))
        session.install("--no-deps", *own)
        if "lint" in groups:
            return  # It reads the package, and runs nothing of it.
        check = ("python", "-m", "pip", "check")
        misses = session.run(*check, silent=True, success_codes=[0, 1])
        if "nvidia" in str(misses):
            # Not the build of PyTorch for the CPU was found, but one with CUDA.
            session.install(*by_hash, "locks/cuda.txt")
        session.run(*check, silent=True)
        return
    packages = nox.project.dependency_groups(GROUPS, *groups)
    session.install("-c", "constraints.txt", *packages)
    session.install("-c", "constraints.txt", *own)


def run(session: nox.Session, command: str) -> None:
    """Run a command of the project with what stands behind ``--``."""
    session.run("python", "-m", "syntax_notes", command, *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Run every note on every available device and build the site."""
    extra = "cluster" if "--cluster" in session.posargs else ""
    install(session, "docs", extra=extra)
    run(session, "docs")


@nox.session
def serve(session: nox.Session) -> None:
    """Show the site in the browser, and build at every change of a file."""
    install(session, "serve")
    run(session, "serve")


@nox.session
def record(session: nox.Session) -> None:
    """Run every note on every available device and accept what they print."""
    install(session, "docs")
    run(session, "record")


@nox.session
def releases(session: nox.Session) -> None:
    """Record every release of PyTorch that conf.py lists, one after the other."""
    install(session, "docs")
    run(session, "releases")


@nox.session
def new(session: nox.Session) -> None:
    """Begin a note: `-- indexing/index_select "torch.index_select"`."""
    install(session, "new")
    run(session, "new")


@nox.session
def gettext(session: nox.Session) -> None:
    """Bring the catalogs of the translation up to date, and name what is missing."""
    install(session, "docs", "gettext")
    run(session, "gettext")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests, but for the slow ones; `-- -k words` selects some."""
    install(session, "tests")
    command = ("python", "-m", "pytest", "-n", "auto", "-m", "not slow")
    session.run(*command, *session.posargs)


@nox.session
def tests_slow(session: nox.Session) -> None:
    """Run the slow tests: killed builds, a full disk, every page, every device."""
    install(session, "tests", extra="cluster")
    command = ("python", "-m", "pytest", "-n", "auto", "-m", "slow")
    session.run(*command, *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types, imports between rooms, scripts, spelling and workflows."""
    install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("lint-imports")
    session.run("biome", "check", "--error-on-warnings")
    session.run("codespell")
    prose = ["docs", "examples", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
    # Catalogs hold Markdown as well, for which it has no rules; the tests look at them.
    ignored = ["--ignore=docs/notes", "--ignore=docs/locales"]
    session.run("sphinx-lint", "--enable=default-role", *ignored, *prose)
    for schema, files in {
        "github-workflows": Path(".github", "workflows").glob("*.yml"),
        "dependabot": [Path(".github", "dependabot.yml")],
        "readthedocs": [Path(".readthedocs.yaml")],
    }.items():
        options = ("--builtin-schema", f"vendor.{schema}")
        session.run("check-jsonschema", *options, *map(str, files))
    session.run("zizmor", "--offline", "--quiet", ".github")


@nox.session
def linkcheck(session: nox.Session) -> None:
    """Look at where the links to other sites lead; needs a network."""
    install(session, "docs")
    session.run("python", "-m", "syntax_notes", "docs", "--device", "cpu")
    ran = "_build/work/cpu/doctrees/en/results.json"
    options = ("-c", ".", "-d", "_build/linkcheck", "-D", f"notes_generated={ran}")
    session.run("sphinx-build", "-b", "linkcheck", *options, "docs", "_build/linkcheck")


@nox.session
def bench(session: nox.Session) -> None:
    """Time the build beside other tools, or what `benchmarks/` has by name."""
    name, *options = session.posargs or ["peers"]
    install(session, "bench", *(["peers"] if name == "peers" else []))
    session.run("python", f"benchmarks/{name}.py", *options)


@nox.session
def lighthouse(session: nox.Session) -> None:
    """Audit the main pages in Chromium, as phone and desktop; needs Node.js."""
    install(session, "docs")
    session.run("python", "benchmarks/audit.py")


@nox.session(reuse_venv=False)
def lock(session: nox.Session) -> None:
    """Pin the newest versions that fit together; `-- --keep` only adds new ones."""
    session.run("python", "locks/write.py", *session.posargs)
