-- Each update that is appended was looked up in "document" again, where its row had just been found, locked and changed:
-- half of what an append cost the database, and many times that while older versions of the row were still in use
-- (docs/adr/0016). What the constraint promised is kept by what follows.
-- DropForeignKey
ALTER TABLE "document_update" DROP CONSTRAINT "document_update_tenant_id_document_id_fkey";

-- The log's role appends to the row that it has locked. Commands lay down first updates; theirs are looked up as before.
ALTER POLICY first_update ON document_update WITH CHECK (
  sequence = 1
  AND EXISTS (
    SELECT FROM document
    WHERE document.tenant_id = document_update.tenant_id AND document.id = document_update.document_id
  )
);

-- A document takes its updates along. An append that waited for the row finds it gone and stores nothing; one that was
-- first is seen here, because each statement of the function looks anew.
CREATE FUNCTION delete_updates_of_document() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  DELETE FROM document_update WHERE tenant_id = OLD.tenant_id AND document_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER updates_go_with_their_document AFTER DELETE ON document
  FOR EACH ROW EXECUTE FUNCTION delete_updates_of_document();
