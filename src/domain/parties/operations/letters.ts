import { changeRecord, createRecord, deleteRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { letterhead, saveLetterhead } from '../actions/letters.ts'
import { lettersContract as contract } from '../contract/letters.ts'
import { letterTemplate, letterTemplateList } from '../queries/letter-templates.ts'
import { type About, unknownField } from '../rules/letters.ts'
import { letterTemplates } from '../tables.ts'

const card = async (ctx: Ctx, id: string) => (await letterTemplate(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 })

function refuseUnknown(letter: { about: About; subject: string; body: string }) {
  for (const field of ['subject', 'body'] as const) {
    const unknown = unknownField(letter[field], letter.about)
    if (unknown) refuse('parties.letterFieldUnknown', { field, values: { field: unknown } })
  }
}

export const lettersOperations = {
  list: operation(contract.list, async ctx => ({ rows: await letterTemplateList(ctx) })),

  create: operation(contract.create, async (ctx, letter) => {
    refuseUnknown(letter)
    return card(ctx, await createRecord(ctx, letterTemplates, letter))
  }),

  update: operation(contract.update, async (ctx, { id, revision, ...given }) => {
    const before = await card(ctx, id)
    const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    refuseUnknown({ ...before, ...changes })
    await changeRecord(ctx, letterTemplates, id, changes, revision)
    return card(ctx, id)
  }),

  remove: operation(contract.remove, async (ctx, { id }) => {
    await deleteRecord(ctx, letterTemplates, id)
    return {}
  }),

  head: operation(contract.head, ctx => letterhead(ctx)),

  saveHead: operation(contract.saveHead, async (ctx, head) => {
    await saveLetterhead(ctx, head)
    return letterhead(ctx)
  }),
}
