"""Zip files of boundaries, unpacked without trusting them."""

import zipfile
from functools import partial
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from tangguh.integrations.boundary_problems import (
    FileTooLarge,
    IncompleteShapefile,
    NotAVectorFile,
    SeveralLayers,
    UnsafeArchive,
)

LARGEST_UNPACKED = 512 * 2**20
MOST_TIMES_SMALLER = 200
MOST_FILES = 200
ENCRYPTED = 0x1
MAIN_PARTS = (".shp", ".gpkg", ".geojson", ".json")
WANTED_PARTS = (*MAIN_PARTS, ".shx", ".dbf", ".prj", ".cpg")


def is_archive(path: Path) -> bool:
    """A zip, whatever it is called."""
    with path.open("rb") as file:
        return file.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}


def unpack(path: Path, folder: Path) -> Path:
    """Unpack the parts we know into a folder; the path of the one that GDAL is to open.

    Raises UnsafeArchive, FileTooLarge, NotAVectorFile, IncompleteShapefile or SeveralLayers.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _refuse_unsafe(members)
            main = _main_part(members)
            for member in filter(partial(_belongs_to, main=main), members):
                suffix = PurePosixPath(member.filename).suffix.lower()
                (folder / f"boundaries{suffix}").write_bytes(archive.read(member))
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise NotAVectorFile(_("The .zip file is damaged. Pack it and send it again.")) from error
    return folder / f"boundaries{PurePosixPath(main.filename).suffix.lower()}"


def refuse_incomplete_shapefile(path: Path) -> None:
    """A .shp needs its index (.shx) and its table (.dbf) beside it, in either case of letters."""
    present = {sibling.suffix.lower() for sibling in path.parent.glob(f"{path.stem}.*")}
    missing = [suffix for suffix in (".shx", ".dbf") if suffix not in present]
    if missing:
        raise IncompleteShapefile(
            _(
                "A Shapefile is several files, and %(missing)s is not there. Put all parts (.shp, "
                ".shx, .dbf, .prj) into one .zip and send that."
            )
            % {"missing": ", ".join(missing)}
        )


def _refuse_unsafe(members: list[zipfile.ZipInfo]) -> None:
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise UnsafeArchive(
                _("The .zip file wants to write outside its folder (%(name)s). Pack it again.")
                % {"name": member.filename}
            )
        if member.flag_bits & ENCRYPTED:
            raise UnsafeArchive(_("The .zip file has a password. Send it without one."))
    _refuse_bomb(members)


def _refuse_bomb(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > LARGEST_UNPACKED or len(members) > MOST_FILES:
        raise FileTooLarge(
            _("Unpacked, the .zip file is too large: at most %(most)d MB and %(files)d files.")
            % {"most": LARGEST_UNPACKED // 2**20, "files": MOST_FILES}
        )
    if unpacked > 2**20 and unpacked > MOST_TIMES_SMALLER * packed:
        raise UnsafeArchive(
            _("The .zip file grows more than %(times)d times when it is unpacked. It is refused.")
            % {"times": MOST_TIMES_SMALLER}
        )


def _main_part(members: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    found = [m for m in members if PurePosixPath(m.filename).suffix.lower() in MAIN_PARTS]
    found = [m for m in found if not m.filename.startswith("__MACOSX/")]
    if not found:
        raise NotAVectorFile(
            _("The .zip file holds no .shp, .gpkg or .geojson. Pack the boundaries and send again.")
        )
    if len(found) > 1:
        names = [member.filename for member in found]
        raise SeveralLayers(
            _("The .zip file holds several sets of boundaries: %(names)s. Send one of them.")
            % {"names": ", ".join(names)},
            layers=names,
        )
    return found[0]


def _belongs_to(member: zipfile.ZipInfo, main: zipfile.ZipInfo) -> bool:
    path, origin = PurePosixPath(member.filename), PurePosixPath(main.filename)
    same = path.parent == origin.parent and path.stem.lower() == origin.stem.lower()
    return same and path.suffix.lower() in WANTED_PARTS
