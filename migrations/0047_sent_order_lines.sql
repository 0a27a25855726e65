ALTER TABLE "sent_orders" ADD COLUMN "lines" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
UPDATE "sent_orders" s SET "lines" = o.lines FROM (
  SELECT company_id, order_id, jsonb_agg(jsonb_build_object('position', position, 'quantity', quantity, 'label', label) ORDER BY position) AS lines
  FROM "order_lines" GROUP BY company_id, order_id) o
WHERE o.company_id = s.company_id AND o.order_id = s.order_id;
