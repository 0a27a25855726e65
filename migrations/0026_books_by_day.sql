DROP INDEX "book_entries_booked_on";--> statement-breakpoint
CREATE INDEX "book_entries_by_day" ON "book_entries" USING btree ("company_id","booked_on","year","number","line");--> statement-breakpoint
CREATE INDEX "bank_movements_cents" ON "bank_movements" USING btree ("company_id","cents","id");