DROP INDEX "invoices_issued_on";--> statement-breakpoint
CREATE INDEX "invoices_issued_on" ON "invoices" USING btree ("company_id","issued_on","kind","net_cents");