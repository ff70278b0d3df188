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
EXTENSIONS = {"PYTHONPATH": str(Path("docs", "_ext").resolve())}


def install(session: nox.Session, *groups: str) -> None:
    """Install dependency groups in the versions that the project is tested on."""
    lock = Path("locks", f"{groups[0]}.txt")
    if LOCKED and lock.exists():
        # The very files, by their hashes; what follows has little left to do.
        session.install("--require-hashes", "--no-deps", "-r", str(lock))
    packages = nox.project.dependency_groups(GROUPS, *groups)
    session.install("-c", "constraints.txt", *packages)


@nox.session
def docs(session: nox.Session) -> None:
    """Run every note on every available device and build the site."""
    install(session, "docs", *(["cluster"] if "--cluster" in session.posargs else []))
    session.run(
        "python", "-m", "syntax_notes", "docs", *session.posargs, env=EXTENSIONS
    )


@nox.session
def serve(session: nox.Session) -> None:
    """Show the site in the browser, and build at every change of a file."""
    install(session, "serve")
    command = ("python", "-m", "syntax_notes", "serve")
    session.run(*command, *session.posargs, env=EXTENSIONS)


@nox.session
def record(session: nox.Session) -> None:
    """Run every note on every available device and accept what they print."""
    install(session, "docs")
    command = ("python", "-m", "syntax_notes", "record")
    session.run(*command, *session.posargs, env=EXTENSIONS)


@nox.session
def new(session: nox.Session) -> None:
    """Begin a note: `-- indexing/index_select "torch.index_select"`."""
    install(session, "docs")
    command = ("python", "-m", "syntax_notes", "new")
    session.run(*command, *session.posargs, env=EXTENSIONS)


@nox.session
def gettext(session: nox.Session) -> None:
    """Bring the catalogs of the translation up to date, and name what is missing."""
    install(session, "docs", "gettext")
    command = ("python", "-m", "syntax_notes", "gettext")
    session.run(*command, *session.posargs, env=EXTENSIONS)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests; `-- -k words` selects some."""
    install(session, "tests")
    session.run("python", "-m", "pytest", "-n", "auto", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types, spelling and workflows."""
    install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
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
    command = ("python", "-m", "syntax_notes", "docs", "--device", "cpu")
    session.run(*command, env=EXTENSIONS)
    ran = "_build/work/cpu/doctrees/en/results.json"
    options = ("-c", ".", "-d", "_build/linkcheck", "-D", f"notes_generated={ran}")
    session.run("sphinx-build", "-b", "linkcheck", *options, "docs", "_build/linkcheck")


@nox.session
def bench(session: nox.Session) -> None:
    """Time the build beside other tools, or what `benchmarks/` has by name."""
    name, *options = session.posargs or ["peers"]
    install(session, "bench", *(["peers"] if name == "peers" else []))
    session.run("python", f"benchmarks/{name}.py", *options, env=EXTENSIONS)


@nox.session
def lighthouse(session: nox.Session) -> None:
    """Audit the main pages in Chromium, as phone and desktop; needs Node.js."""
    install(session, "docs")
    session.run("python", "benchmarks/audit.py", env=EXTENSIONS)


@nox.session(reuse_venv=False)
def lock(session: nox.Session) -> None:
    """Pin the newest versions that fit together; `-- --keep` only adds new ones."""
    session.run("python", "locks/write.py", *session.posargs)
