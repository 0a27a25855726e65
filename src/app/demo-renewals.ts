import { sql } from 'drizzle-orm'
import { changeParty } from '../domain/parties/actions.ts'
import { sendStep } from '../domain/renewals/actions/send.ts'
import { createSeries } from '../domain/renewals/actions/series.ts'
import { seriesCard } from '../domain/renewals/queries/series.ts'
import { stepToSend } from '../domain/renewals/queries/steps.ts'
import type { Ctx } from '../platform/http/context.ts'
import { textKey } from '../values/text-key.ts'

const THANKS = 'Merci de votre fidélité,\n{societe}'
const STEPS = [
  {
    left: 60,
    subjectFr: 'Votre abonnement à {titre} se termine bientôt',
    bodyFr: `Bonjour {nom},\n\nVotre abonnement à {titre} se termine le {fin}, avec le n° {dernier_numero}.\nRenouvelez-le dès aujourd’hui pour {prix}, sans manquer un numéro\u00a0:\n{lien}\n\n${THANKS}`,
  },
  {
    left: 30,
    subjectFr: 'Plus qu’un mois de {titre}',
    bodyFr: `Bonjour {nom},\n\nIl vous reste un mois d’abonnement à {titre}, jusqu’au {fin}.\nRenouvelez-le pour {prix}\u00a0:\n{lien}\n\n${THANKS}`,
  },
  {
    left: -15,
    subjectFr: 'Vous manquez déjà à {titre}',
    bodyFr: `Bonjour {nom},\n\nVotre abonnement à {titre} a pris fin le {fin}.\nIl est encore temps de le reprendre, à {prix}\u00a0:\n{lien}\n\n${THANKS}`,
  },
]

/** When the first wave of the demonstration left, a month before its day. */
const FIRST_SENT_ON = '2023-08-01'

/** How Capital Social reminds its subscribers: three waves, sent by hand, the first of which has left. Their mails are made up. */
export async function loadRenewals(ctx: Ctx) {
  await giveMails(ctx)
  const { rows: titles } = await ctx.db.execute<{ id: string }>(
    sql`select id from titles where company_id = ${ctx.company.id} order by code limit 1`,
  )
  const seriesId = await createSeries(ctx, {
    name: 'Fin d’abonnement',
    titleId: titles[0]!.id,
    productId: null,
    link: 'https://capital-social.example/renouveler?achat={achat}',
    automatic: false,
    active: true,
    steps: STEPS.map(step => ({ ...step, countedIn: 'days', channel: 'mail', alsoRecipient: step.left < 0 })),
  })
  const [first] = (await seriesCard(ctx, seriesId)).steps
  await sendStep({ ...ctx, today: FIRST_SENT_ON }, await stepToSend(ctx, first!.id))
}

/** Nine subscribers in ten have a mail; the tenth is reached by letter. */
async function giveMails(ctx: Ctx) {
  const { rows } = await ctx.db.execute<{ id: string; number: number; lastName: string; firstName: string }>(sql`
    select id, number, last_name as "lastName", first_name as "firstName" from parties
    where company_id = ${ctx.company.id} and is_customer and number % 10 <> 0 order by number`)
  for (const { id, number, lastName, firstName } of rows) {
    const local = [firstName, lastName].map(name => textKey(name).toLowerCase().replaceAll(' ', '-')).filter(Boolean)
    await changeParty(ctx, id, { emails: [`${[...local, number].join('.')}@example.org`] }) // many bear one name
  }
}
