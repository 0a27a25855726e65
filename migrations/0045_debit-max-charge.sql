ALTER TABLE "debit_settings" DROP CONSTRAINT "debit_settings_bounds";--> statement-breakpoint
ALTER TABLE "debit_settings" ADD COLUMN "max_charge_cents" bigint DEFAULT 5000 NOT NULL;--> statement-breakpoint
ALTER TABLE "debit_settings" ADD CONSTRAINT "debit_settings_bounds" CHECK (notice_days between 0 and 60 and lead_days between 1 and 10 and retries between 0 and 5
        and retry_days between 1 and 60 and stop_after between 1 and 12 and max_charge_cents between 0 and 100000);