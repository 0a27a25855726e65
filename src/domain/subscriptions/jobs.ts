import type { Ctx } from '../../platform/http/context.ts'
import type { Work, WorkKind } from '../long-work/actions.ts'
import { type GivenTogether, liftPart, type Part, placePart, type Told, toldTogether } from './actions/many-holds.ts'
import { manyHoldsWords } from './labels/many-holds.ts'
import type { Which } from './queries/many-holds.ts'

/** Part after part, each in its own transaction; the words of what was done, and of what was not. */
async function inParts(work: Work, part: (ctx: Ctx, after: string) => Promise<Part>, words: 'held' | 'lifted') {
  let all: Told = { done: 0, refused: [] }
  let summary = ''
  for (let after: string | undefined = ''; after !== undefined; ) {
    const from: string = after
    const { last, told, said } = await work.step(async ctx => {
      const { last, ...told } = await part(ctx, from)
      const said = manyHoldsWords[ctx.language].summary[words]
      return { last, told, said: said(toldTogether(all, told)) }
    }, 0)
    await work.step(async () => {}, told.done + told.refused.reduce((sum, { count }) => sum + count, 0))
    all = toldTogether(all, told)
    summary = said
    after = last
  }
  return summary
}

/** A suspension of many as long work; cut short, it starts again and suspends none twice. */
export const holdWork: WorkKind<{ which: Which; given: GivenTogether }> = {
  kind: 'holds.place',
  run: async (work, { which, given }) => ({
    summary: await inParts(work, (ctx, after) => placePart(ctx, which, given, after), 'held'),
    link: `subscriptions?heldTogether=${given.togetherId}`,
  }),
}

/** The lifting of many as long work. */
export const liftWork: WorkKind<{ which: Which }> = {
  kind: 'holds.lift',
  run: async (work, { which }) => ({
    summary: await inParts(work, (ctx, after) => liftPart(ctx, which, after), 'lifted'),
    link: 'subscriptions',
  }),
}
