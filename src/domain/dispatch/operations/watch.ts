import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { answerDuplicate } from '../actions/answer-duplicate.ts'
import { takeBackAnswer } from '../actions/take-back-answer.ts'
import { watchContract } from '../contract/watch.ts'
import { changeList } from '../queries/changes.ts'
import { chosen, type Which } from '../queries/chosen.ts'
import { duplicateList } from '../queries/duplicates.ts'
import { notInList } from '../queries/not-in.ts'

/** The input with the title and issue it names, found. */
async function resolved<Input extends Which>(ctx: Ctx, { kind, title, issue, ...query }: Input) {
  return { ...query, chosen: await chosen(ctx, { kind, title, issue }) }
}

export const watchOperations = {
  notIn: operation(watchContract.notIn, async (ctx, query) => notInList.page(ctx, await resolved(ctx, query))),
  notInCount: operation(watchContract.notInCount, async (ctx, query) =>
    notInList.count(ctx, await resolved(ctx, query)),
  ),
  changes: operation(watchContract.changes, async (ctx, query) => changeList.page(ctx, await resolved(ctx, query))),
  changesCount: operation(watchContract.changesCount, async (ctx, query) =>
    changeList.count(ctx, await resolved(ctx, query)),
  ),
  duplicates: operation(watchContract.duplicates, async (ctx, query) =>
    duplicateList.page(ctx, await resolved(ctx, query)),
  ),
  duplicatesCount: operation(watchContract.duplicatesCount, async (ctx, query) =>
    duplicateList.count(ctx, await resolved(ctx, query)),
  ),
  answerDuplicate: operation(watchContract.answerDuplicate, async (ctx, asked) => ({
    id: asked.secondId,
    done: await answerDuplicate(ctx, asked),
  })),
  takeBackAnswer: operation(watchContract.takeBackAnswer, async (ctx, pair) => {
    await takeBackAnswer(ctx, pair)
    return pair
  }),
}
