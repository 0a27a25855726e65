import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { signatureOf } from '../../../platform/mail/seal.ts'
import { type Day, day } from '../../../values/day.ts'
import type { Language } from '../../../values/labels.ts'
import { partyName } from '../../parties/queries.ts'
import { codeOf, LINK_PURPOSE } from '../rules/link.ts'
import type { StageMailWords } from '../rules/mail.ts'
import { trackingSettingsOf } from './stages.ts'

export type StageMail = StageMailWords & { id: string; name: string; stages: string[]; revision: number }

/** The message templates of the company by name, each with the stages that use it. Source: SUI-26. */
export async function stageMailsOf({ db, company }: Ctx): Promise<StageMail[]> {
  const { rows } = await db.execute<StageMail>(sql`
    select m.id, m.name, m.subject_fr as "subjectFr", m.body_fr as "bodyFr", m.subject_en as "subjectEn", m.body_en as "bodyEn", m.revision,
      array(select s.name_fr from stages s where s.company_id = ${company.id} and s.template_id = m.id and s.active order by s.position) as stages
    from stage_mails m where m.company_id = ${company.id} order by m.name, m.id`)
  return rows
}

/** Where the customer follows an order, on this server; null: the company does not show it. */
export async function linkOf(ctx: Ctx, orderId: string): Promise<string | null> {
  const { publicPage } = await trackingSettingsOf(ctx)
  return publicPage ? pathOf(ctx, orderId) : null
}

function pathOf({ company }: Ctx, orderId: string): string {
  const code = codeOf(company.id, orderId)
  return `/suivi/${code}.${signatureOf(code, LINK_PURPOSE)}`
}

export type Addressee = {
  id: string
  number: string
  name: string
  email: string
  language: Language
  deliverOn: Day | null
  source: string
  link: string
}

/** Whom the mails of orders go to, and what they tell. */
export async function addresseesOf(ctx: Ctx, orderIds: readonly string[]): Promise<Addressee[]> {
  const { db, company } = ctx
  const { rows } = await db.execute<Omit<Addressee, 'link' | 'deliverOn'> & { deliverOn: string | null }>(sql`
    select o.id, o.number, o.language, o.source, o.deliver_on as "deliverOn", coalesce(customer.emails[1], '') as email,
      case when customer.kind = 'organisation' then ${partyName('customer')}
        else coalesce(nullif(btrim(customer.honorific || ' ' || btrim(customer.first_name || ' ' || customer.last_name)), ''), customer.legal_name) end as name
    from orders o join parties customer on customer.company_id = ${company.id} and customer.id = o.party_id
    where o.company_id = ${company.id} and o.id = any(${sql.param([...orderIds])}::uuid[]) order by o.serial, o.id`)
  const { publicPage, publicAddress } = await trackingSettingsOf(ctx)
  const shown = publicPage && publicAddress !== ''
  return rows.map(row => ({
    ...row,
    deliverOn: row.deliverOn === null ? null : day(row.deliverOn),
    link: shown ? publicAddress.replace(/\/$/, '') + pathOf(ctx, row.id) : '',
  }))
}

/** When this mail was last sent for this order; null: never. */
export async function lastMailed({ db, company }: Ctx, orderId: string, subject: string): Promise<string | null> {
  const { rows } = await db.execute<{ movedAt: string }>(sql`
    select m.moved_at as "movedAt" from stage_moves m
    join messages sent on sent.company_id = ${company.id} and sent.id = m.message_id and sent.subject = ${subject}
    where m.company_id = ${company.id} and m.order_id = ${orderId} order by m.moved_at desc limit 1`)
  return rows[0]?.movedAt ?? null
}
