ALTER TABLE "purchases" DROP CONSTRAINT "purchases_issue_is_decided";--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "latest_at_shipment" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "issue_at_shipment" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_issue_is_decided" CHECK (case when kind = 'single-issue' then issue_at_shipment = (issue_id is null) else issue_id is null and not issue_at_shipment end);