DROP INDEX "collected_documents_quarantined";--> statement-breakpoint
DROP INDEX "collected_documents_partner_id";--> statement-breakpoint
DROP INDEX "collected_mails_collected_at";--> statement-breakpoint
ALTER TABLE "collected_documents" ADD COLUMN "answered_id" uuid GENERATED ALWAYS AS (case when kind = 'reply' then ("values" ->> 'messageId')::uuid end) STORED;--> statement-breakpoint
ALTER TABLE "mailboxes" ADD COLUMN "mail_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "partners" ADD COLUMN "sent_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "partners" ADD COLUMN "received_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "collected_documents" ADD CONSTRAINT "collected_documents_answered" FOREIGN KEY ("company_id","answered_id") REFERENCES "public"."messages"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "collected_documents_noted" ON "collected_documents" USING btree ("company_id","created_at","mail_id","id");--> statement-breakpoint
CREATE INDEX "collected_documents_not_taken" ON "collected_documents" USING btree ("company_id","state","created_at","mail_id","id") WHERE state <> 'taken';--> statement-breakpoint
CREATE INDEX "collected_documents_of_kind" ON "collected_documents" USING btree ("company_id","kind","created_at","mail_id","id");--> statement-breakpoint
CREATE INDEX "collected_documents_of_partner" ON "collected_documents" USING btree ("company_id","partner_id","created_at","mail_id","id") WHERE partner_id is not null;--> statement-breakpoint
CREATE INDEX "collected_documents_answered_id" ON "collected_documents" USING btree ("company_id","answered_id") WHERE answered_id is not null;--> statement-breakpoint
CREATE INDEX "collected_mails_of_mailbox" ON "collected_mails" USING btree ("company_id","mailbox_id","collected_at","id");--> statement-breakpoint
UPDATE "mailboxes" b SET "mail_count" = m."count" FROM (
  SELECT "company_id", "mailbox_id", count(*)::integer AS "count" FROM "collected_mails" GROUP BY 1, 2) m
WHERE m."company_id" = b."company_id" AND m."mailbox_id" = b."id";--> statement-breakpoint
UPDATE "partners" p SET "sent_count" = s."count" FROM (
  SELECT "company_id", "partner_id", count(DISTINCT "order_id")::integer AS "count" FROM "sent_orders" GROUP BY 1, 2) s
WHERE s."company_id" = p."company_id" AND s."partner_id" = p."id";--> statement-breakpoint
UPDATE "partners" p SET "received_count" = r."count" FROM (
  SELECT "company_id", "partner_id", count(*)::integer AS "count" FROM "received_orders" GROUP BY 1, 2) r
WHERE r."company_id" = p."company_id" AND r."partner_id" = p."id";
