"""Are the forms of the report for pipelines what their readers' schemas want?

Takes a folder in which it may keep what it fetches (the schema of SARIF, out of the crate serde-sarif, and the XSD of
JUnit, out of the sources of pytest), the program, and claim files. The report as JSON has a schema of our own. Ends with 1
where a schema finds anything.
"""

import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import urllib.parse
import urllib.request

import jsonschema
from lxml import etree

SARIF_CRATE = "0.8.0"
PYTEST = "8.4.2"
OWN = pathlib.Path(__file__).resolve().parent.parent / "docs" / "schema" / "peerclaim-report-1.json"
# What a project decides shows in each form.
SETTINGS = """
[check]
suppressions = "known.toml"
[[severity]]
rule = "PC0348"
level = "error"
"""
SUPPRESSIONS = """
[[suppression]]
rule = "PC0301"
reason = "tried"
owner = "tests"
until = 9999-12-31
"""


def sarif_schema(folder):
    """The schema in a crate, which cargo fetches and does not build."""
    scratch = folder / "sarif"
    (scratch / "src").mkdir(parents=True, exist_ok=True)
    (scratch / "src" / "lib.rs").write_text("")
    manifest = scratch / "Cargo.toml"
    manifest.write_text(
        '[package]\nname = "fetch"\nedition = "2021"\n[workspace]\n[dependencies]\n'
        f'serde-sarif = "={SARIF_CRATE}"\n'
    )
    command = ["cargo", "metadata", "--format-version", "1", "--manifest-path", str(manifest)]
    packages = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["packages"]
    home = next(one["manifest_path"] for one in packages if one["name"] == "serde-sarif")
    return json.loads((pathlib.Path(home).parent / "src" / "schema.json").read_text())


def junit_schema(folder):
    """The XSD in the sources of pytest: pip would build them, so they are fetched from the index."""
    path = folder / "junit-10.xsd"
    if not path.exists():
        index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/pytest/"
        page = urllib.request.urlopen(index, timeout=60).read().decode()
        link = re.search(rf'href="([^"]+/pytest-{re.escape(PYTEST)}\.tar\.gz[^"]*)"', page).group(1)
        sources = urllib.request.urlopen(urllib.parse.urljoin(index, link), timeout=120).read()
        with tarfile.open(fileobj=io.BytesIO(sources)) as archive:
            member = archive.extractfile(f"pytest-{PYTEST}/testing/example_scripts/junit-10.xsd")
            path.write_bytes(member.read())
    return etree.XMLSchema(etree.parse(str(path)))


def main():
    folder, program, files = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    schema = sarif_schema(folder)
    sarif = jsonschema.validators.validator_for(schema)(schema)
    junit = junit_schema(folder)
    schema = json.loads(OWN.read_text())
    own = jsonschema.validators.validator_for(schema)(schema)
    (folder / "settings.toml").write_text(SETTINGS)
    (folder / "known.toml").write_text(SUPPRESSIONS)
    settings = ["--config", str(folder / "settings.toml"), "--allow-unused-suppressions"]
    wrong = 0
    sarif_path, junit_path, json_path = folder / "report.sarif", folder / "report.xml", folder / "report.json"
    # Each file by itself, and all together: with a payer's rules, so that some are not run, and with a project's settings.
    for paths, more in [([one], []) for one in files] + [(files, []), (files, settings)]:
        forms = ["--report", f"sarif={sarif_path}", "--report", f"junit={junit_path}", "--report", f"json={json_path}"]
        forms += more or ["--isolated"]
        command = [program, "check", "--as-of", "2026-11-21", "--pack", "pa-ffs", "--format", "concise", *forms, *paths]
        ended = subprocess.run(command, capture_output=True).returncode
        if ended not in (0, 1):
            print(f"{paths}: the program ended with {ended}", file=sys.stderr)
            wrong += 1
            continue
        for error in sarif.iter_errors(json.loads(sarif_path.read_text())):
            print(f"{paths}: SARIF: {list(error.path)}: {error.message[:200]}", file=sys.stderr)
            wrong += 1
        for error in own.iter_errors(json.loads(json_path.read_text())):
            print(f"{paths}: JSON: {list(error.path)}: {error.message[:200]}", file=sys.stderr)
            wrong += 1
        if not junit.validate(etree.parse(str(junit_path))):
            print(f"{paths}: JUnit: {junit.error_log}", file=sys.stderr)
            wrong += 1
    print(f"{len(files)} files, alone and together: {wrong} faults in SARIF, JUnit and JSON")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
