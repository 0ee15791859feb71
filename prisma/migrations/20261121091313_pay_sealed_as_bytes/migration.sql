-- Nothing was kept in it yet: what is sealed is bytes, as in every sealed column.
-- AlterTable
ALTER TABLE "employee" DROP COLUMN "pay_sealed",
ADD COLUMN     "pay_sealed" BYTEA;
