ALTER TABLE "book_rules" DROP CONSTRAINT "book_rules_purpose_known";--> statement-breakpoint
DROP INDEX "book_entries_record";--> statement-breakpoint
ALTER TABLE "book_entries" ADD CONSTRAINT "book_entries_record_once" UNIQUE("company_id","record_id","line");--> statement-breakpoint
ALTER TABLE "book_rules" ADD CONSTRAINT "book_rules_purpose_known" CHECK (purpose in ('sales', 'charges', 'vat', 'customers', 'deposits', 'deferred', 'bank', 'cash', 'cheques', 'card', 'direct-debit', 'rounding', 'rounding-loss'));