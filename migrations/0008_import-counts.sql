DROP INDEX "imports_headings";--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "counts" jsonb DEFAULT '{}'::jsonb NOT NULL;