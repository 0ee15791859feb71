-- Hand-written: generated columns are nothing that prisma/models can say.
-- An update of a row stays on its page, and touches no index, as long as no indexed value changes (a HOT update). An index
-- on updated_at would change with every edit. This one changes once in ten minutes of editing.
ALTER TABLE "document" ADD COLUMN "edited_around" TIMESTAMP(3)
  GENERATED ALWAYS AS (date_bin('10 minutes', "updated_at" AT TIME ZONE 'UTC', TIMESTAMP '2000-01-01')) STORED;

-- CreateIndex
CREATE INDEX "document_edited_around_idx" ON "document"("edited_around");
