import pg from 'pg'
import type { Ctx } from '../../platform/http/context.ts'
import { Refusal } from '../../platform/http/refusal.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { MailFailure } from '../../platform/mail/failure.ts'
import { asCompany, type Backstage, companyById, TIMETABLE_ACTOR } from '../long-work/actions.ts'
import { collectAlone } from './actions/collecting.ts'

/** The job of the timetable: each minute, mailboxes whose time has come are collected. */
export const COLLECT_JOB = 'exchange.collect'

/** Mailboxes collected at the same time by one server. */
const LANES = 8
const CLAIMED_AT_ONCE = 64

type Due = { companyId: string; mailboxId: string }

/** Lets this server collect mailboxes by the timetable. */
export const handleExchange = (jobs: Jobs, backstage: Backstage) =>
  jobs.handle(COLLECT_JOB, ({ signal }) => collectDue(backstage, signal), { long: true })

/** Collects all mailboxes that are due, of all companies; one that does not answer is tried again after its pause. Source: INT-32. */
export async function collectDue(backstage: Backstage, signal: AbortSignal) {
  for (;;) {
    const due = await claimDue(backstage)
    if (due.length === 0) return
    const lane = async () => {
      for (let next = due.pop(); next && !signal.aborted; next = due.pop()) await collectOne(backstage, next)
    }
    await Promise.all(Array.from({ length: LANES }, lane))
    if (signal.aborted) return
  }
}

/** Taken and not collected for so long, a mailbox is due again: its server was killed. */
const FORGOTTEN_MINUTES = 2

/** As the owner of the tables, since no company is named. What is taken is due after its pause once it was collected. */
async function claimDue({ database }: Backstage): Promise<Due[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl, application_name: 'facteur mailboxes' })
  await client.connect()
  try {
    const { rows } = await client.query<Due>(
      `with due as materialized (
         select company_id, id from public.mailboxes
         where due_at <= now() and active order by due_at limit $1 for update skip locked)
       update public.mailboxes b set due_at = now() + make_interval(mins => least(b.every_minutes, $2))
       from due where b.company_id = due.company_id and b.id = due.id
       returning b.company_id as "companyId", b.id as "mailboxId"`,
      [CLAIMED_AT_ONCE, FORGOTTEN_MINUTES],
    )
    return rows
  } finally {
    await client.end()
  }
}

async function collectOne(backstage: Backstage, { companyId, mailboxId }: Due) {
  const company = await companyById(backstage, companyId)
  if (!company) return
  const inside = { company, actor: TIMETABLE_ACTOR, rights: new Set<string>(), language: 'fr' as const }
  const inTransaction = <T>(act: (ctx: Ctx) => Promise<T>) =>
    asCompany(backstage, { ...inside, operation: COLLECT_JOB }, act)
  await collectAlone({ mailboxId, inTransaction }).catch((error: unknown) => {
    if (error instanceof MailFailure) return // written on the mailbox
    const details = {
      company: company.slug,
      mailboxId,
      ...(error instanceof Refusal ? { code: error.code } : { err: error }),
    }
    backstage.log.error(details, 'a mailbox could not be collected')
  })
}
