from tangguh.domains.emergencies.models._readiness import Answer, Resource

__all__ = ["Answer", "Resource"]
