import { Alert, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany, useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { dispatchContract } from '../contract.ts'
import { dispatchWords } from '../labels/screens.ts'
import { type AddressFormat, addressFile } from './address-menu.part.tsx'
import { usePreview } from './preview-line.part.tsx'
import type { Which } from './which-run.part.tsx'

const api = apiOf('dispatch', dispatchContract)
/** More than this takes over a second: it goes on as work in progress. */
const AT_ONCE = 5_000
const formats: { value: AddressFormat; label: string }[] = [
  { value: 'csv', label: 'CSV' },
  { value: 'txt', label: 'TXT' },
]

/** Says how many will be served, then dispatches and gives the mailing file. Source: ABO-54 to ABO-56. */
export function DispatchDialog({ which, title, onClose }: { which: Which; title: string; onClose(): void }) {
  const words = useLabels(dispatchWords)
  const format = useFormat()
  const { today } = useSession()
  const [on, setOn] = useState<string | null>(today)
  const [file, setFile] = useState<AddressFormat>('csv')
  const { data } = usePreview(which, on ?? today)
  const dispatch = useDispatch(which, onClose)
  const owed = data?.owed ?? 0
  return (
    <Confirm
      opened
      title={title}
      action={words.dispatchMany(format.integer(owed), owed > 1)}
      working={dispatch.working}
      onCancel={onClose}
      onConfirm={() => void dispatch.run(on ?? today, file, owed)}
      text={
        <Stack gap="sm">
          {dispatch.error !== null && (
            <Alert color="red" role="alert" p="xs">
              {dispatch.error}
            </Alert>
          )}
          <span>
            {words.dispatchText(
              format.many(owed, words.recipientsOne, words.recipientsMany),
              format.many(data?.copies ?? 0, words.copy, words.copies),
            )}
          </span>
          {data && data.withoutAddress > 0 && (
            <Alert color="yellow" p="xs" icon={<IconAlertTriangle size={16} />}>
              {words.withoutAddress(format.integer(data.withoutAddress), data.withoutAddress > 1)}
            </Alert>
          )}
          <DayField name="on" label={words.on} value={on} onChange={setOn} />
          <SwitchField
            name="format"
            label={words.format}
            value={file}
            onChange={(next: AddressFormat) => setFile(next)}
            options={formats}
          />
        </Stack>
      }
    />
  )
}

function useDispatch(which: Which, onClose: () => void) {
  const words = useLabels(dispatchWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const notify = useNotify()
  const company = useCompany()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const [working, setWorking] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const now = async (on: string, file: AddressFormat, expectedCount: number) => {
    const made = await api.run.call({ ...which, on, expectedCount }, { context: { idempotencyKey } })
    location.assign(addressFile(company, made.id, file))
    notify.done(words.dispatched(made.label, format.many(made.shipmentCount, words.shipmentOne, words.shipmentMany)))
    void navigate({ to: path(`dispatch-runs/${made.id}`) }) // where the next steps stand
  }
  const inBackground = async (on: string, expectedCount: number) => {
    await api.begin.call({ ...which, on, expectedCount }, { context: { idempotencyKey } })
    notify.done(words.begun)
  }
  const run = async (on: string, file: AddressFormat, expectedCount: number) => {
    setWorking(true)
    setError(null)
    try {
      await (expectedCount > AT_ONCE ? inBackground(on, expectedCount) : now(on, file, expectedCount))
      refresh()
      onClose()
    } catch (thrown) {
      setError(failureOf(thrown, common.unreachable).message)
    } finally {
      setWorking(false)
    }
  }
  return { working, error, run }
}
