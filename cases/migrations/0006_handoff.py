from django.db import migrations, models

# An area of which the person took back the consent, with no newer consent that holds: no pack holds it.
WITHDRAWN = """
CREATE FUNCTION consent_withdrawn(file bigint, about text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM cases_consent WHERE case_id = file AND area = about)
        AND NOT EXISTS (SELECT 1 FROM cases_consent WHERE case_id = file AND area = about AND withdrawn_on IS NULL)
$$;
CREATE FUNCTION refuse_withdrawn_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.category LIKE 'area\\_%' AND consent_withdrawn(NEW.case_id, substr(NEW.category, 6)) THEN
        RAISE EXCEPTION 'the consent for this area was withdrawn' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION refuse_withdrawn_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- What a municipality gave itself left already: that is kept as it was.
    IF EXISTS (SELECT 1 FROM cases_disclosure WHERE id = NEW.disclosure_id AND kind <> 'direct') AND (
        SELECT consent_withdrawn(r.case_id, q.area)
        FROM cases_answer a JOIN cases_question q ON q.id = a.question_id JOIN cases_request r ON r.id = q.request_id
        WHERE a.id = NEW.answer_id
    ) THEN
        RAISE EXCEPTION 'the consent for this area was withdrawn' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER withdrawn BEFORE INSERT ON cases_disclosedpart FOR EACH ROW EXECUTE FUNCTION refuse_withdrawn_part();
CREATE TRIGGER withdrawn BEFORE INSERT ON cases_delivery FOR EACH ROW EXECUTE FUNCTION refuse_withdrawn_delivery();
"""
BACK = """
DROP TRIGGER withdrawn ON cases_disclosedpart;
DROP TRIGGER withdrawn ON cases_delivery;
DROP FUNCTION refuse_withdrawn_part();
DROP FUNCTION refuse_withdrawn_delivery();
DROP FUNCTION consent_withdrawn(bigint, text);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_protect_chain")]
    operations = [
        migrations.AddIndex(
            model_name="chain",
            index=models.Index(
                condition=models.Q(("handed_over_on__isnull", False)),
                fields=["-handed_over_on", "-case"],
                name="chain_handed_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosedpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("category__in", ["bsn", "raw_notification", "log", "covenant"]), _negated=True),
                name="part_may_leave",
            ),
        ),
        migrations.RunSQL(WITHDRAWN, BACK),
    ]
