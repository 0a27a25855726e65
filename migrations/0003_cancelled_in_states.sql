ALTER TABLE "invoices" DROP COLUMN "cancelled_on";--> statement-breakpoint
ALTER TABLE "invoices" DROP COLUMN "cancelled_reason";