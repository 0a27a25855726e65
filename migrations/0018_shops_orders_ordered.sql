DROP INDEX "shop_orders_ordered";--> statement-breakpoint
DROP INDEX "shop_orders_of_shop";--> statement-breakpoint
DROP INDEX "shop_orders_unsettled";--> statement-breakpoint
CREATE INDEX "shop_orders_ordered" ON "shop_orders" USING btree ("company_id",coalesce(ordered_at, '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "shop_orders_of_shop" ON "shop_orders" USING btree ("company_id","shop_id",coalesce(ordered_at, '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "shop_orders_unsettled" ON "shop_orders" USING btree ("company_id","state",coalesce(ordered_at, '-infinity'::timestamptz),"id") WHERE state in ('waits', 'quarantined');