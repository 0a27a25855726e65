import { CONTRACTS_JOB } from '../domain/contracts/jobs.ts'
import { DEBITS_JOB } from '../domain/debits/jobs.ts'
import { COLLECT_JOB } from '../domain/exchange/jobs.ts'
import { CLOSINGS_JOB } from '../domain/journal/jobs.ts'
import { LOST_WORK_JOB } from '../domain/long-work/jobs.ts'
import { DUE_MESSAGES_JOB } from '../domain/messaging/jobs.ts'
import { DUE_REMINDERS_JOB } from '../domain/payments/jobs.ts'
import { DUE_NOTICES_JOB } from '../domain/renewals/jobs.ts'
import { NIGHT_JOB, SWEEP_FAILING_JOB, SWEEP_JOB } from '../domain/shops/jobs.ts'
import type { TimetableLine } from '../platform/jobs/jobs.ts'
import { FORGET_JOB } from './housekeeping.ts'

const timeZone = 'Europe/Paris'

/** What runs by itself, and when: one line a job. */
export const timetable: readonly TimetableLine[] = [
  { job: DUE_MESSAGES_JOB, cron: '* * * * *', timeZone },
  { job: LOST_WORK_JOB, cron: '* * * * *', timeZone },
  { job: SWEEP_JOB, cron: '* * * * *', timeZone },
  { job: SWEEP_FAILING_JOB, cron: '* * * * *', timeZone },
  { job: COLLECT_JOB, cron: '* * * * *', timeZone },
  { job: NIGHT_JOB, cron: '30 2 * * *', timeZone },
  { job: CONTRACTS_JOB, cron: '0 1 * * *', timeZone },
  { job: CLOSINGS_JOB, cron: '15 0 * * *', timeZone },
  { job: DUE_REMINDERS_JOB, cron: '0 8 * * *', timeZone },
  { job: DUE_NOTICES_JOB, cron: '30 7 * * *', timeZone },
  { job: DEBITS_JOB, cron: '15 6 * * *', timeZone },
  { job: FORGET_JOB, cron: '30 3 * * *', timeZone },
]
