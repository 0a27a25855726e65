DROP INDEX "orders_deliver_on";--> statement-breakpoint
DROP INDEX "tracks_by_promise";--> statement-breakpoint
DROP INDEX "tracks_stage_id";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "due_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "delivered_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "state" text GENERATED ALWAYS AS (case when cancelled_on is not null then 'cancelled' when confirmed_on is null then 'draft' when closed_on is not null then 'closed'
          when delivered_count = 0 then 'open' when delivered_count < due_count then 'part-delivered' else 'delivered' end) STORED NOT NULL;--> statement-breakpoint
UPDATE "order_lines" l SET "given_up" = l."quantity" - d."count" FROM (
  SELECT d."company_id", d."order_line_id", sum(d."quantity")::integer AS "count" FROM "delivery_lines" d
  JOIN "deliveries" v ON v."company_id" = d."company_id" AND v."id" = d."delivery_id" AND v."cancelled_on" IS NULL GROUP BY 1, 2) d
WHERE d."company_id" = l."company_id" AND d."order_line_id" = l."id" AND l."given_up" > l."quantity" - d."count";--> statement-breakpoint
UPDATE "orders" o SET "due_count" = c."due", "delivered_count" = c."delivered" FROM (
  SELECT l."company_id", l."order_id", sum(l."quantity" - l."given_up")::integer AS "due", sum(coalesce(d."count", 0))::integer AS "delivered"
  FROM "order_lines" l LEFT JOIN (
    SELECT d."company_id", d."order_line_id", sum(d."quantity") AS "count" FROM "delivery_lines" d
    JOIN "deliveries" v ON v."company_id" = d."company_id" AND v."id" = d."delivery_id" AND v."done_at" IS NOT NULL AND v."cancelled_on" IS NULL
    GROUP BY 1, 2) d ON d."company_id" = l."company_id" AND d."order_line_id" = l."id" GROUP BY 1, 2) c
WHERE c."company_id" = o."company_id" AND c."order_id" = o."id";--> statement-breakpoint
CREATE INDEX "orders_in_state" ON "orders" USING btree ("company_id","kind","state","serial","id");--> statement-breakpoint
CREATE INDEX "orders_promised" ON "orders" USING btree ("company_id","kind",(case when deliver_on is null then 'infinity'::date else deliver_on end),"id");--> statement-breakpoint
CREATE INDEX "orders_in_state_promised" ON "orders" USING btree ("company_id","kind","state",(case when deliver_on is null then 'infinity'::date else deliver_on end),"id");--> statement-breakpoint
CREATE INDEX "stage_moves_first" ON "stage_moves" USING btree ("company_id","moved_at","order_id") WHERE direction = 'first';--> statement-breakpoint
CREATE INDEX "tracks_by_promise" ON "tracks" USING btree ("company_id",(case when deliver_on is null then 'infinity'::date else deliver_on end),"id") WHERE off_since is null;--> statement-breakpoint
CREATE INDEX "tracks_stage_id" ON "tracks" USING btree ("company_id","stage_id","entered_at","id");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_delivered_of_due" CHECK (delivered_count between 0 and due_count);