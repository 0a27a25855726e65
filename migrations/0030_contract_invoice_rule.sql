ALTER TABLE "contracts" DROP CONSTRAINT "contracts_invoice_on_known";--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "invoice_rule" text DEFAULT 'start' NOT NULL;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_invoice_rule_known" CHECK (invoice_rule in ('start', 'end', 'before', 'day') and (invoice_rule <> 'day' or invoice_days between 1 and 31));