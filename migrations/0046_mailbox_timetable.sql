ALTER TABLE "mailboxes" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mailboxes" ADD COLUMN "busy_by" uuid;--> statement-breakpoint
ALTER TABLE "mailboxes" ADD COLUMN "busy_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mailboxes" ADD CONSTRAINT "mailboxes_busy" CHECK ((busy_by is null) = (busy_until is null));