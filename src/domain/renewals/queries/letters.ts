import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Language } from '../../../values/labels.ts'
import { currentAddress } from '../../parties/queries.ts'
import { writtenTo } from '../rules/notice.ts'
import { aboutEach } from './about.ts'
import { isRenewed } from './candidates.ts'
import { stepToSend } from './steps.ts'

type Addressed = {
  contactId: string
  contactNumber: number
  line1: string
  line2: string
  line3: string
  postcode: string
  town: string
  country: string
}
export type Letter = Omit<Addressed, 'contactId'> & {
  partyId: string
  language: Language
  contact: string
  phone: string
  number: number
  expiresOn: string
  subject: string
  text: string
}

/**
 * The letters, or calls, of a wave: those a step made on a day, one a person, in the order of postcodes. Who renewed since
 * is left out, so that nobody is asked again after paying.
 */
export async function lettersOf(ctx: Ctx, stepId: string, sentOn: string): Promise<Letter[]> {
  const { company, today } = ctx
  const step = await stepToSend(ctx, stepId)
  const noticed = sql`select n.purchase_id, n.contact_id, p.nature = 'gift' and n.contact_id = p.recipient_id
      and n.contact_id <> coalesce(p.renewal_contact_id, p.payer_id) as as_recipient
    from renewal_notices n join purchases p on p.company_id = ${company.id} and p.id = n.purchase_id
    where n.company_id = ${company.id} and n.step_id = ${stepId} and n.sent_on = ${sentOn}::date and n.cancelled_on is null
      and p.cancelled_on is null and not ${isRenewed(company.id)}`
  const people = Map.groupBy(await aboutEach(ctx, step, noticed), ({ contactId }) => contactId)
  const { rows } = await ctx.db.execute<Addressed>(sql`
    select contact.id as "contactId", contact.number as "contactNumber", coalesce(a.line1, '') as line1, coalesce(a.line2, '') as line2,
      coalesce(a.line3, '') as line3, coalesce(a.postcode, '') as postcode, coalesce(a.town, '') as town, coalesce(a.country, 'FR') as country
    from (select distinct contact_id from (${noticed}) n) n
    join parties contact on contact.company_id = ${company.id} and contact.id = n.contact_id
    left join lateral (${currentAddress(sql`${company.id}::uuid`, sql`contact.id`, today)}) a on true
    order by country <> 'FR', postcode, town, contact.number`)
  const sender = { titleName: step.titleName, companyName: company.name, link: step.link }
  return rows.map(({ contactId, ...address }) => {
    const about = people.get(contactId)!
    const { contactName, phone, number, expiresOn } = about[0]!
    return {
      ...address,
      partyId: contactId,
      contact: contactName,
      phone,
      number,
      expiresOn,
      ...writtenTo(about, step, sender),
    }
  })
}
