ALTER TABLE "mailboxes" ADD COLUMN "oauth" jsonb;--> statement-breakpoint
ALTER TABLE "mailboxes" ADD COLUMN "sealed_refresh_token" text;--> statement-breakpoint
ALTER TABLE "mailboxes" ADD CONSTRAINT "mailboxes_oauth" CHECK (oauth is not null or sealed_refresh_token is null);