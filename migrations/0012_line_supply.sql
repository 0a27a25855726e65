ALTER TABLE "invoice_lines" ADD COLUMN "supply" text DEFAULT 'goods' NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "recipient_name" text DEFAULT '' NOT NULL;