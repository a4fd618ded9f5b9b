"""`release verify`: whether a release is as it was written."""

import json

import typer

from flows.cli.shared import DataOption, JsonOption, ReleaseOption, chosen_data, use_shared

release = typer.Typer(name="release", help="Check a release.", no_args_is_help=True, rich_markup_mode=None)


@release.command()
def verify(data: DataOption = None, version: ReleaseOption = None, as_json: JsonOption = False) -> None:
    """Check every file of a release against its SHA-256; exit with code 1 if any is damaged or unknown."""
    from tasks.common.errors import DamagedReleaseError
    from tasks.release.published.damage import damage, unlisted, unlisted_sentence
    from tasks.release.published.folders import CURRENT, mending, release_folder
    from tasks.release.published.manifest import read_manifest

    place = chosen_data(data)
    folder = place.folder
    use_shared(place)
    chosen = release_folder(folder, version)
    clauses = damage(chosen, sums=True)
    more = unlisted(chosen)
    files = len((read_manifest(chosen) or {}).get("files", {}))
    if as_json:
        found = {"release": str(chosen), "files": files, "damaged": clauses, "unlisted": more}
        typer.echo(json.dumps(found, ensure_ascii=False))
    elif not clauses and not more:
        typer.echo(
            f"The release {chosen.name} is intact: {files:,} files match the SHA-256 sums in its manifest."
        )
    problems = [unlisted_sentence(chosen, more)] if more else []
    if clauses:
        damaged = "\n".join(f"- {clause}" for clause in clauses)
        is_old = chosen != (folder / CURRENT).resolve()
        advice = (
            f"It is not the current one: remove {chosen}" if is_old else f"Run: {mending('rebuild', folder)}"
        )
        problems.insert(0, f"The release {chosen.name} is damaged:\n{damaged}\n{advice}")
    if problems:
        raise DamagedReleaseError("\n".join(problems))
