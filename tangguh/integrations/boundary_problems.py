"""What may be wrong with a file of boundaries."""

from tangguh.errors import Refused


class NotAVectorFile(Refused):
    """The content is none of the kinds we read, whatever its name says."""

    code = "not_a_vector_file"


class FileTooLarge(Refused):
    """More than one district's boundaries can need."""

    code = "file_too_large"
    http_status = 413


class UnsafeArchive(Refused):
    """A zip that unpacks to far more than it says, or outside its folder."""

    code = "unsafe_archive"


class IncompleteShapefile(Refused):
    """A Shapefile is several files, and one of them is not there."""

    code = "incomplete_shapefile"


class SeveralLayers(Refused):
    """Nobody but the sender knows which layer is meant."""

    code = "several_layers"


class EmptyLayer(Refused):
    """There is nothing in it."""

    code = "empty_layer"


class NoReferenceSystem(Refused):
    """Where on Earth the coordinates lie is not said, or cannot be as said."""

    code = "no_reference_system"


class NotAreas(Refused):
    """Points or lines where areas must be."""

    code = "not_areas"


class NoCodeColumn(Refused):
    """No column holds the official codes."""

    code = "no_code_column"
