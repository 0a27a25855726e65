ALTER TABLE "import_lines" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_parts" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_records" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "imports" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP POLICY "company" ON "import_lines" CASCADE;--> statement-breakpoint
DROP TABLE "import_lines" CASCADE;--> statement-breakpoint
DROP POLICY "company" ON "import_parts" CASCADE;--> statement-breakpoint
DROP TABLE "import_parts" CASCADE;--> statement-breakpoint
DROP POLICY "company" ON "import_records" CASCADE;--> statement-breakpoint
DROP TABLE "import_records" CASCADE;--> statement-breakpoint
DROP POLICY "company" ON "imports" CASCADE;--> statement-breakpoint
DROP TABLE "imports" CASCADE;--> statement-breakpoint
DROP INDEX "addresses_special";