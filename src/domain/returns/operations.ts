import { operation } from '../../platform/http/operation.ts'
import { identify } from './actions/identify.ts'
import { receive } from './actions/receive.ts'
import { askReplacement, refuseReplacement, sendReplacements } from './actions/replacements.ts'
import { changeSettings } from './actions/settings.ts'
import { settleMissed } from './actions/settle.ts'
import { undoReturn } from './actions/undo.ts'
import { replacementsContract } from './contract/replacements.ts'
import { returnedMailContract, returnsSettingsContract } from './contract.ts'
import { missedBy } from './queries/missed.ts'
import { replacementCard, replacementList } from './queries/replacements.ts'
import { returnedCard, returnedList, returnRates } from './queries/returned-mail.ts'
import { settingsOf } from './queries/settings.ts'
import { aYearBefore } from './rules/state.ts'

export const returnedMailOperations = {
  list: operation(returnedMailContract.list, (ctx, query) => returnedList.page(ctx, query)),
  count: operation(returnedMailContract.count, (ctx, query) => returnedList.count(ctx, query)),
  get: operation(returnedMailContract.get, (ctx, { id }) => returnedCard(ctx, id)),
  receive: operation(returnedMailContract.receive, (ctx, given) => receive(ctx, given)),
  identify: operation(returnedMailContract.identify, (ctx, { id, line, by }) => identify(ctx, id, line, by)),
  remove: operation(returnedMailContract.remove, async (ctx, { id }) => {
    await undoReturn(ctx, id)
    return { id }
  }),
  missed: operation(returnedMailContract.missed, (ctx, { recipientId }) => missedBy(ctx, recipientId)),
  settle: operation(returnedMailContract.settle, async (ctx, { recipientId, catchUp }) => {
    await settleMissed(ctx, recipientId, catchUp)
    return missedBy(ctx, recipientId)
  }),
  rates: operation(returnedMailContract.rates, (ctx, { since }) => returnRates(ctx, since ?? aYearBefore(ctx.today))),
}

export const returnsSettingsOperations = {
  get: operation(returnsSettingsContract.get, ctx => settingsOf(ctx)),
  update: operation(returnsSettingsContract.update, async (ctx, given) => {
    await changeSettings(ctx, given)
    return settingsOf(ctx)
  }),
}

export const replacementsOperations = {
  list: operation(replacementsContract.list, (ctx, query) => replacementList.page(ctx, query)),
  count: operation(replacementsContract.count, (ctx, query) => replacementList.count(ctx, query)),
  get: operation(replacementsContract.get, (ctx, { id }) => replacementCard(ctx, id)),
  ask: operation(replacementsContract.ask, async (ctx, given) =>
    replacementCard(ctx, await askReplacement(ctx, given)),
  ),
  refuse: operation(replacementsContract.refuse, async (ctx, { id, reason }) => {
    await refuseReplacement(ctx, id, reason)
    return replacementCard(ctx, id)
  }),
  send: operation(replacementsContract.send, (ctx, { titleId, on }) => sendReplacements(ctx, titleId, on ?? ctx.today)),
}
