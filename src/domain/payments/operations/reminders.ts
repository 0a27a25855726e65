import { newId } from '../../../platform/db/database.ts'
import { changeRecord, createRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { CUSTOMERS_AT_ONCE, sendReminders } from '../actions/remind.ts'
import { saveReminding } from '../actions/reminder-settings.ts'
import { remindersContract as contract, reminderPausesContract } from '../contract/reminders.ts'
import { startReminders } from '../jobs.ts'
import { lateList, reminderLevelsOf, reminderSettingsOf, remindingOf, wavePreview } from '../queries/late.ts'
import { pauseList, reminderList } from '../queries/reminders.ts'
import { remindersToWrite } from '../queries/reminding.ts'
import { reminderPauses } from '../tables/reminders.ts'

const shown = async (ctx: Ctx) => ({ ...(await reminderSettingsOf(ctx)), ...(await reminderLevelsOf(ctx)) })

export const remindersOperations = {
  list: operation(contract.list, (ctx, query) => reminderList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => reminderList.count(ctx, query)),
  late: operation(contract.late, (ctx, query) => lateList.page(ctx, query)),
  lateCount: operation(contract.lateCount, (ctx, query) => lateList.count(ctx, query)),
  settings: operation(contract.settings, shown),
  save: operation(contract.save, async (ctx, { levels, ...settings }) => {
    await saveReminding(ctx, levels, settings)
    return shown(ctx)
  }),
  preview: operation(contract.preview, (ctx, which) => wavePreview(ctx, which)),
  read: operation(contract.read, async (ctx, { customerId }) => {
    const which = { customerIds: [customerId], customers: 1 }
    const [reminder] = await remindersToWrite(ctx, await remindingOf(ctx), which)
    if (!reminder) return null
    const { channel, email, level, subject, text, language } = reminder
    const to = channel === 'mail' ? email : ''
    return { channel, to, level: level.level, levelName: level.name, subject, text, language }
  }),
  send: operation(contract.send, async (ctx, { expectedCount, ...which }) => {
    const { due, customers } = await wavePreview(ctx, which)
    if (expectedCount !== undefined && expectedCount !== due)
      refuse('payments.lateChanged', { values: { expected: expectedCount, found: due } })
    if (due === 0) refuse('payments.nobodyLate')
    if (customers >= CUSTOMERS_AT_ONCE)
      return { documents: 0, customers: 0, letters: 0, ...(await startReminders(ctx, which, due)) }
    const batchId = newId()
    return { ...(await sendReminders(ctx, batchId, which)), batchId, workId: null }
  }),
}

export const reminderPausesOperations = {
  list: operation(reminderPausesContract.list, (ctx, query) => pauseList.page(ctx, query)),
  count: operation(reminderPausesContract.count, (ctx, query) => pauseList.count(ctx, query)),
  create: operation(reminderPausesContract.create, async (ctx, { customerId, invoiceId, untilOn, ...said }) => {
    if ((customerId === undefined) === (invoiceId === undefined)) refuse('payments.pauseOfOne', { field: 'customerId' })
    const of = { customerId: customerId ?? null, invoiceId: invoiceId ?? null, untilOn: untilOn ?? null }
    return { id: await createRecord(ctx, reminderPauses, { ...said, ...of }) }
  }),
  end: operation(reminderPausesContract.end, async (ctx, { id }) => {
    await changeRecord(ctx, reminderPauses, id, { endedOn: ctx.today })
    return { id }
  }),
}
