"""Does docs/ci.md do what it says?

Usage: pipelines.py PROGRAM TOOLS

Follows the document in a repository of its own: writes the files that it shows, runs its commands in one shell and compares
what they print, and runs the scripts of its jobs: the action's own steps for GitHub, the job's script for GitLab. The jobs
have to fail before the part "Put right", and to pass at the end. What the document names OWNER/peerclaim is the last
commit of this checkout.
TOOLS is the folder of pre-commit and check-jsonschema.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = {".github/workflows/claims.yml": "github-workflows", ".gitlab-ci.yml": "gitlab-ci"}
FIXED = "## Put right"
ADDRESS = "https://github.com/OWNER/peerclaim"


def blocks(text):
    """Each fenced block: its kind and its lines."""
    for kind, body in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield kind, body.splitlines()


def commands(lines):
    """Each command of a console block, and the lines that it prints."""
    found = []
    for line in lines:
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def fits(shown, printed):
    """Is that what was printed? A line `…` stands for any lines, one that ends so for any rest of the line."""
    if not shown:
        return not printed
    if shown[0] == "…":
        return any(fits(shown[1:], printed[at:]) for at in range(len(printed) + 1))
    if not printed:
        return False
    begins = shown[0].endswith("…") and printed[0].startswith(shown[0][:-1])
    return (begins or shown[0] == printed[0]) and fits(shown[1:], printed[1:])


class Follower:
    def __init__(self, program, tools, desk):
        self.desk, self.tools, self.repository = desk, tools, desk / "claims"
        origin = desk / "peerclaim.git"
        subprocess.run(["git", "clone", "-q", "--bare", str(ROOT), str(origin)], check=True)
        subprocess.run(["git", "update-ref", "refs/heads/main", "HEAD"], cwd=origin, check=True)
        home = desk / "home"
        home.mkdir()
        config = f'[url "file://{origin}"]\n\tinsteadOf = {ADDRESS}\n[user]\n\tname = t\n\temail = t@example.org\n'
        (home / ".gitconfig").write_text(config)
        own = os.environ
        self.env = {
            **own,
            "CARGO_HOME": own.get("CARGO_HOME", str(Path.home() / ".cargo")),
            "RUSTUP_HOME": own.get("RUSTUP_HOME", str(Path.home() / ".rustup")),
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / "cache"),
            "CARGO_NET_GIT_FETCH_WITH_CLI": "true",
            "CARGO_TERM_QUIET": "true",
            # One folder for the builds of pre-commit, the action and cargo, and no optimisation: they run for a second.
            "CARGO_TARGET_DIR": str(desk / "target"),
            "CARGO_PROFILE_RELEASE_OPT_LEVEL": "0",
            "CARGO_PROFILE_RELEASE_LTO": "off",
            "CARGO_PROFILE_RELEASE_CODEGEN_UNITS": "16",
            "PATH": f"{Path(program).resolve().parent}:{tools}:{own['PATH']}",
            "PRE_COMMIT_COLOR": "never",
        }
        self.env.pop("GIT_DIR", None)
        self.folder = desk
        self.ran = 0

    def shell(self, script, folder, **more):
        run = subprocess.run(
            ["bash", "-c", script], cwd=folder, env={**self.env, **more}, text=True, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        return run.returncode, run.stdout

    def console(self, lines):
        told = commands(lines)
        # In one shell: the folder and the exit code of a command are there for the next.
        mark = "-- command %s --"
        script = f"cd '{self.folder}'\n"
        for number, (command, _) in enumerate(told):
            script += f"{command}\ncode=$?; echo '{mark % number}'; (exit $code)\n"
        _, out = self.shell(script + "pwd", self.desk)
        for number, (command, shown) in enumerate(told):
            printed, rest = out.split(mark % number + "\n", 1)
            if not fits(shown, printed.splitlines()):
                sys.exit(f"docs/ci.md: {command}\nprints\n{printed}\nnot\n" + "\n".join(shown))
            out = rest
            self.ran += 1
        self.folder = Path(out.strip())

    def write(self, lines):
        name = lines[0].removeprefix("# ")
        path = self.repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n")
        if name in SCHEMAS:
            schema = f"vendor.{SCHEMAS[name]}"
            subprocess.run(
                [self.tools / "check-jsonschema", "--builtin-schema", schema, str(path)], check=True,
                stdout=subprocess.DEVNULL,
            )

    def jobs(self, expected):
        for name, job in (("GitHub", self.github), ("GitLab", self.gitlab)):
            code, out, reports = job()
            if code != expected:
                sys.exit(f"docs/ci.md: the job on {name} ends with {code}, not {expected}\n{out}")
            missing = [str(path) for path in reports if not path.is_file()]
            if missing:
                sys.exit(f"docs/ci.md: the job on {name} leaves no {missing}\n{out}")
            if name == "GitHub" and ("::error file=outgoing/batch.837,line=" in out) != (expected == 1):
                sys.exit(f"docs/ci.md: the annotations on {name} are\n{out}")
            self.ran += 1

    def github(self):
        """The steps of the action, with what the workflow gives it."""
        workflow = yaml.safe_load((self.repository / ".github/workflows/claims.yml").read_text())
        (step,) = [step for step in workflow["jobs"]["check"]["steps"] if "peerclaim@" in step["uses"]]
        action = yaml.safe_load((ROOT / "action.yml").read_text())
        inputs = {name: one.get("default", "") for name, one in action["inputs"].items()}
        inputs.update(step.get("with", {}))
        checkout, output, summary = self.desk / "action", self.desk / "output", self.desk / "summary"
        if not checkout.exists():
            subprocess.run(["git", "clone", "-q", str(self.desk / "peerclaim.git"), str(checkout)], check=True)
        output.write_text("")
        summary.write_text("")
        out = ""
        for one in action["runs"]["steps"]:
            given = {
                name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda found: inputs[found[1]], value)
                for name, value in one.get("env", {}).items()
            }
            code, printed = self.shell(
                "set -eo pipefail\n" + one["run"], self.repository, GITHUB_ACTION_PATH=str(checkout),
                RUNNER_TEMP=str(self.desk), GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(summary), **given,
            )
            out += printed
            if code != 0:
                break
        told = dict(line.split("=", 1) for line in output.read_text().splitlines())
        if sorted(told) != sorted(action["outputs"]) or "outgoing/batch.837: " not in summary.read_text():
            sys.exit(f"action.yml: tells {told}, and the summary\n{summary.read_text()}")
        return code, out, [self.repository / path for path in told.values()]

    def gitlab(self):
        """The job's script, as its runner does it: one shell that stops at the first failure."""
        config = yaml.safe_load((self.repository / ".gitlab-ci.yml").read_text())
        job = config["check claims"]
        root = self.desk / "installed"
        path = f"{root}/bin:{self.env['PATH']}"
        code, out = self.shell(
            "set -eo pipefail\n" + "\n".join(job["script"]), self.repository, CARGO_INSTALL_ROOT=str(root),
            PATH=path, **config["variables"],
        )
        reports = [*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()]
        return code, out, [self.repository / report for report in reports]


def main(program, tools):
    tools = Path(tools).resolve()
    document = (ROOT / "docs/ci.md").read_text()
    subprocess.run(
        [tools / "check-jsonschema", "--builtin-schema", "vendor.github-actions", ROOT / "action.yml"], check=True,
        stdout=subprocess.DEVNULL,
    )
    before, after = document.split(FIXED)
    with tempfile.TemporaryDirectory() as desk:
        follower = Follower(program, tools, Path(desk))
        for part, expected in ((before, 1), (after, 0)):
            for kind, lines in blocks(part):
                if kind == "console":
                    follower.console(lines)
                elif kind in ("yaml", "toml"):
                    follower.write(lines)
                else:
                    sys.exit(f"docs/ci.md: a block of {kind} that is not tried")
            follower.jobs(expected)
        print(f"docs/ci.md: {follower.ran} commands and jobs do what it says")


main(*sys.argv[1:])
