DROP INDEX "book_entries_booked_on";--> statement-breakpoint
DROP INDEX "invoice_states_awaited";--> statement-breakpoint
DROP INDEX "invoices_newest_first";--> statement-breakpoint
DROP INDEX "shop_orders_latest";--> statement-breakpoint
DROP INDEX "shop_orders_latest_of_shop";--> statement-breakpoint
DROP INDEX "shop_orders_waiting";--> statement-breakpoint
CREATE INDEX "book_entries_by_day" ON "book_entries" USING btree ("company_id","booked_on","year","number","line");--> statement-breakpoint
CREATE INDEX "bank_movements_cents" ON "bank_movements" USING btree ("company_id","cents","id");--> statement-breakpoint
CREATE INDEX "invoice_states_awaited" ON "invoice_states" USING btree ("company_id",(case when due_on is null then 'infinity'::date else due_on end),"id");--> statement-breakpoint
CREATE INDEX "invoices_newest_first" ON "invoices" USING btree ("company_id",(case when issued_on is null then 'infinity'::date else issued_on end),"id");--> statement-breakpoint
CREATE INDEX "shop_orders_latest" ON "shop_orders" USING btree ("company_id",(case when ordered_at is null then '-infinity'::timestamptz else ordered_at end),"id");--> statement-breakpoint
CREATE INDEX "shop_orders_latest_of_shop" ON "shop_orders" USING btree ("company_id","shop_id",(case when ordered_at is null then '-infinity'::timestamptz else ordered_at end),"id");--> statement-breakpoint
CREATE INDEX "shop_orders_waiting" ON "shop_orders" USING btree ("company_id","state",(case when ordered_at is null then '-infinity'::timestamptz else ordered_at end),"id") WHERE state in ('waits', 'quarantined');