import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { startWork } from '../../long-work/actions.ts'
import { MAILED_AT_ONCE, mailDocuments, mailWork, saveMailWords } from '../actions/mail.ts'
import { documentMailsContract as contract } from '../contract/mail.ts'
import { mailLabels } from '../labels/mail.ts'
import { documentToMail, mailPreview, mailWordsOf } from '../queries/mail.ts'
import { documentMail } from '../rules/mail.ts'

/** Duplicates are for one customer who lost a mail, not for a wave. */
const MOST_AGAIN = 200

async function shown(ctx: Ctx) {
  const { fr, en } = await mailWordsOf(ctx)
  const of = ({ subject, body }: typeof fr) => ({ subject, body })
  return { fr: of(fr), en: of(en), link: fr.link || en.link }
}

export const documentMailsOperations = {
  settings: operation(contract.settings, shown),
  save: operation(contract.save, async (ctx, given) => {
    await saveMailWords(ctx, given)
    return shown(ctx)
  }),
  preview: operation(contract.preview, (ctx, which) => mailPreview(ctx, which)),
  read: operation(contract.read, async (ctx, { id }) => {
    const document = (await documentToMail(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 })
    if (document.number === '') refuse('invoicing.notIssued')
    const { email, name, language } = document
    const words = (await mailWordsOf(ctx))[language]
    return { to: email, name, language, ...documentMail(words, document, ctx.company.name, language) }
  }),
  send: operation(contract.send, async (ctx, { expectedCount, ...which }) => {
    const { due } = await mailPreview(ctx, which)
    if (expectedCount !== undefined && expectedCount !== due)
      refuse('invoicing.mailChanged', { values: { expected: expectedCount, found: due } })
    if (due === 0) refuse('invoicing.nothingToMail')
    if (which.again && due > MOST_AGAIN) refuse('invoicing.tooManyAgain', { values: { most: MOST_AGAIN } })
    if (due <= Math.min(20, MAILED_AT_ONCE)) {
      const { count } = await mailDocuments(ctx, which)
      return { count, workId: null }
    }
    const label = mailLabels[ctx.language].work
    return { count: 0, workId: await startWork(ctx, mailWork, { label, input: { which }, total: due }) }
  }),
}
