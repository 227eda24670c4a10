"""Who must belong to an organization that takes part, besides holding a role there."""

from tangguh.domains.accounts.models import Role

ONLY_FOR_THEIR_OWN = {Role.Name.PROGRAMME_MANAGER, Role.Name.NGO_STAFF}
