DROP INDEX "shop_orders_of_nobody";--> statement-breakpoint
CREATE INDEX "shop_orders_of_nobody" ON "shop_orders" USING btree ("company_id","buyer_name","id") WHERE customer_id is null;