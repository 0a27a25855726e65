import { sql } from 'drizzle-orm'
import { operation } from '../../platform/http/operation.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { startWork } from '../long-work/actions.ts'
import { sendStep } from './actions/send.ts'
import { changeSeries, createSeries } from './actions/series.ts'
import { renewalsContract as contract } from './contract.ts'
import { noticeWork } from './jobs.ts'
import { renewalsLabels } from './labels.ts'
import { aboutEach } from './queries/about.ts'
import { candidateList, previewOf } from './queries/candidates.ts'
import { noticeList } from './queries/notices.ts'
import { pickedOf } from './queries/picked.ts'
import { ratesOf } from './queries/rates.ts'
import { responsesOf } from './queries/responses.ts'
import { seriesCard, seriesList } from './queries/series.ts'
import { stepToSend } from './queries/steps.ts'
import { writtenTo } from './rules/notice.ts'

const series = {
  list: operation(contract.list, (ctx, query) => seriesList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => seriesList.count(ctx, query)),
  get: operation(contract.get, (ctx, { id }) => seriesCard(ctx, id)),
  create: operation(contract.create, async (ctx, given) => seriesCard(ctx, await createSeries(ctx, given))),
  update: operation(contract.update, async (ctx, { id, revision, ...changes }) => {
    await changeSeries(ctx, id, changes, revision)
    return seriesCard(ctx, id)
  }),
}

/** More than this takes over a second: it goes on as work in progress. */
const AT_ONCE = 2_000

const sending = {
  preview: operation(contract.preview, async (ctx, { stepId, ...picked }) => {
    return previewOf(ctx, { step: await stepToSend(ctx, stepId), picked: await pickedOf(ctx, picked) })
  }),
  read: operation(contract.read, async (ctx, { stepId, purchaseId, asRecipient }) => {
    const step = await stepToSend(ctx, stepId)
    if (step.channel !== 'mail' && step.channel !== 'letter') refuse('renewals.notWritten')
    const who = asRecipient ? sql`p.recipient_id` : sql`coalesce(p.renewal_contact_id, p.payer_id)`
    const rows = sql`select p.id as purchase_id, ${who} as contact_id, ${asRecipient}::boolean as as_recipient
      from purchases p where p.company_id = ${ctx.company.id} and p.id = ${purchaseId} and p.kind = 'subscription'`
    const about = await aboutEach(ctx, step, rows)
    const [first] = about
    if (!first) refuse('NOT_FOUND', { status: 404 })
    const sender = { titleName: step.titleName, companyName: ctx.company.name, link: step.link }
    return { to: first.email, contact: first.contactName, ...writtenTo(about, step, sender) }
  }),
  send: operation(contract.send, async (ctx, { stepId, expectedCount, ...asked }) => {
    const step = await stepToSend(ctx, stepId)
    const picked = await pickedOf(ctx, asked)
    const { due, people } = await previewOf(ctx, { step, picked })
    if (expectedCount !== undefined && expectedCount !== due)
      refuse('renewals.dueChanged', { values: { expected: expectedCount, found: due } })
    if (due === 0 && step.active && step.channel !== 'insert') refuse('renewals.nobodyDue')
    if (people <= AT_ONCE || !step.active || step.channel === 'insert')
      return { ...(await sendStep(ctx, step, picked)), workId: null }
    const label = renewalsLabels[ctx.language].work(step.seriesName, step.position)
    const input = { stepId, asked, on: ctx.today }
    return {
      notices: 0,
      people: 0,
      workId: await startWork(ctx, noticeWork, { label, input, total: due, key: stepId }),
    }
  }),
}

export const renewalsOperations = {
  ...series,
  ...sending,
  candidates: operation(contract.candidates, (ctx, query) => candidateList.page(ctx, query)),
  candidatesCount: operation(contract.candidatesCount, (ctx, query) => candidateList.count(ctx, query)),
  notices: operation(contract.notices, (ctx, query) => noticeList.page(ctx, query)),
  noticesCount: operation(contract.noticesCount, (ctx, query) => noticeList.count(ctx, query)),
  responses: operation(contract.responses, (ctx, query) => responsesOf(ctx, query)),
  rates: operation(contract.rates, (ctx, query) => ratesOf(ctx, query)),
}
