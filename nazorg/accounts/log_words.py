"""What the acts in the access log are called on screen. An act is named after the view that was asked for."""

ACTS = {
    "case": "casus bekeken",
    "person": "persoon bekeken",
    "person_bsn": "BSN getoond",
    "search": "gezocht",
    "cases": "casussen bekeken",
    "cases_export": "casussen naar Excel",
    "case_new": "casus geopend",
    "case_decide": "over casus beslist",
    "case_join": "casus bij een detentie gevoegd",
    "person_merge": "personen samengevoegd",
    "merge_undo": "samenvoeging ongedaan gemaakt",
    "batch": "partij bekeken",
    "batch_file": "eigen bestand teruggehaald",
    "row": "regel bekeken",
    "held": "vastgehouden regels bekeken",
    "table_one_cell": "cel van Tabel 1 bekeken",
    "table_one_xlsx": "Tabel 1 naar Excel",
    "table_one_csv": "Tabel 1 naar CSV",
    "table_one_pdf": "Tabel 1 naar PDF",
    "log": "logboek bekeken",
    "role_asked": "rol gevraagd",
    "role_approved": "rol goedgekeurd",
    "role_refused": "rol geweigerd",
    "grant_asked": "toegang gevraagd",
    "grant_approved": "toegang goedgekeurd",
    "grant_refused": "toegang geweigerd",
    "exception_approved": "uitzondering goedgekeurd",
    "exception_refused": "uitzondering geweigerd",
    "password_link": "wachtwoordlink gestuurd",
}


def act_words(act: str) -> str:
    """The act in Dutch; one without a name of its own as it stands."""
    return ACTS.get(act, act)
