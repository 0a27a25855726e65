ALTER TABLE "shop_refunds" ADD COLUMN "kind" text;--> statement-breakpoint
CREATE INDEX "shop_refunds_refunded" ON "shop_refunds" USING btree ("company_id","refunded_at","id");--> statement-breakpoint
ALTER TABLE "shop_refunds" ADD CONSTRAINT "shop_refunds_kind_known" CHECK (kind in ('whole', 'lines', 'amount'));