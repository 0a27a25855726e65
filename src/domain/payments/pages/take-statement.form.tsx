import { Alert, Button, FileInput, Group, Modal, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { base64Of } from '../../../platform/web/base64.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { bankAccountsContract } from '../contract/accounts.ts'
import { statementsContract } from '../contract/statements.ts'
import { bankWords } from '../labels/bank-screens.ts'
import { statementLabels } from '../labels/statements.ts'
import { CSV_FIELDS, type CsvColumns, type CsvField } from '../rules/statement.ts'
import classes from './reconciliation.module.css'

const api = apiOf('bankStatements', statementsContract)
const accounts = apiOf('bankAccounts', bankAccountsContract)
type Preview = Awaited<ReturnType<typeof api.preview.call>>
type Given = Parameters<typeof api.preview.call>[0]

/** Shows what a statement would bring, then reads it. */
export function ReadStatement({ onClose }: { onClose(): void }) {
  const words = useLabels(bankWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const state = useReading(onClose)
  const { preview, given, error } = state
  const fresh = preview?.accounts
    .filter(({ bankAccountId, alreadyRead }) => bankAccountId && !alreadyRead)
    .reduce((sum, { count, knownCount }) => sum + count - knownCount, 0)
  const mayTake =
    preview &&
    preview.missing.length === 0 &&
    preview.accounts.some(({ bankAccountId, alreadyRead }) => bankAccountId && !alreadyRead)
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{words.read}</strong>}
      size={720}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack gap="sm">
        <FileInput
          label={words.file}
          description={words.fileHint}
          placeholder={words.choose}
          accept=".xml,.csv,.txt,.053"
          onChange={file => file && void state.choose(file)}
          data-autofocus
        />
        {error && (
          <Alert color="red" role="alert" p="xs">
            {error}
          </Alert>
        )}
        {given && preview && (
          <>
            <WhichAccount preview={preview} given={given} onChange={state.look} />
            {preview.layout && <Columns of={preview} given={given} onChange={state.look} />}
            {preview.missing.length === 0 &&
              preview.accounts.map(account => <Account key={account.account} of={account} />)}
          </>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          {mayTake && (
            <Button loading={state.working} onClick={() => void state.take()}>
              {words.take(format.integer(fresh ?? 0))}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

function useReading(onClose: () => void) {
  const words = useLabels(bankWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const notify = useNotify()
  const [given, setGiven] = useState<Given | null>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [working, setWorking] = useState(false)
  const doing = async (act: () => Promise<void>) => {
    setWorking(true)
    setError(null)
    try {
      await act()
    } catch (thrown) {
      setError(failureOf(thrown, common.unreachable).message)
    } finally {
      setWorking(false)
    }
  }
  const look = (asked: Given) =>
    doing(async () => {
      setGiven(asked)
      setPreview(await api.preview.call(asked, { context: { idempotencyKey: crypto.randomUUID() } }))
    })
  const choose = (file: File) =>
    doing(async () => {
      setPreview(null)
      await look({ name: file.name, content: await base64Of(file) })
    })
  const take = () =>
    doing(async () => {
      const { statements } = await api.take.call(given!, { context: { idempotencyKey: crypto.randomUUID() } })
      const count = statements.reduce((sum, { takenCount }) => sum + takenCount, 0)
      notify.done(words.taken(format.integer(count)))
      refresh()
      onClose()
    })
  return { given, preview, error, working, look, choose, take }
}

type Part = { given: Given; onChange(given: Given): void }

/** Asked when the file does not say whose account it is. */
function WhichAccount({ preview, given, onChange }: Part & { preview: Preview }) {
  const words = useLabels(bankWords)
  const { data } = useQuery(accounts.list.queryOptions({ input: { limit: 200 } }))
  const silent = preview.accounts.some(({ account }) => account === '')
  if (!silent || !data) return null
  return (
    <ChoiceField
      name="bankAccountId"
      label={words.bankAccount}
      description={words.bankAccountHint}
      value={given.bankAccountId ?? preview.accounts[0]!.bankAccountId}
      onChange={bankAccountId => bankAccountId && onChange({ ...given, bankAccountId })}
      options={data.rows.filter(({ iban }) => iban !== '').map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}

const NONE = 'none'

/** The columns of a CSV as they were guessed or answered before, to be set right; the first lines below. */
function Columns({ of, given, onChange }: Part & { of: Preview }) {
  const words = useLabels(bankWords)
  const { headings, columns, samples } = of.layout!
  const set = (field: CsvField, chosen: string | null) => {
    const { [field]: _, ...others } = columns as CsvColumns
    onChange({
      ...given,
      columns: chosen === NONE || chosen === null ? others : { ...others, [field]: Number(chosen) },
    })
  }
  const options = [
    { value: NONE, label: words.notThere },
    ...headings.map((heading, at) => ({ value: String(at), label: heading || `${at + 1}` })),
  ]
  return (
    <Fieldset legend={words.columns}>
      {of.missing.length > 0 && (
        <Alert color="orange" p="xs" role="status">
          {words.missing}
        </Alert>
      )}
      <FieldRow widths="repeat(auto-fit, minmax(150px, 1fr))">
        {CSV_FIELDS.map(field => (
          <ChoiceField
            key={field}
            name={`columns.${field}`}
            label={words.fields[field]}
            value={String(columns[field] ?? NONE)}
            onChange={chosen => set(field, chosen)}
            options={options}
          />
        ))}
      </FieldRow>
      <div className={classes.samples}>
        <table>
          <thead>
            <tr>
              {headings.map((heading, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a file may name two columns alike.
                <th key={at} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {samples.slice(0, 3).map((cells, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name.
              <tr key={line}>
                {headings.map((_, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: nor have cells.
                  <td key={at}>{cells[at]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.hint}>{words.columnsHint}</p>
    </Fieldset>
  )
}

function Account({ of }: { of: Preview['accounts'][number] }) {
  const words = useLabels(bankWords)
  const { faults } = useLabels(statementLabels)
  const format = useFormat()
  if (!of.bankAccountId) return <p className={classes.hint}>{words.notOurs(of.account)}</p>
  return (
    <section className={classes.account}>
      <p>
        <strong>{of.bankAccount}</strong>
        {of.startsOn && ` ${words.period(format.day(of.startsOn), format.day(of.endsOn))}`}
      </p>
      <p>
        {format.many(of.count, words.one, words.many)}
        {of.knownCount > 0 && ` (${words.known(format.integer(of.knownCount))})`}
        {`, ${words.inOut(format.money(of.inCents), format.money(-of.outCents))}`}
      </p>
      {of.alreadyRead && <p>{words.alreadyRead}</p>}
      {of.refused.length > 0 && (
        <>
          <p>
            {words.refusedLines} ({format.integer(of.refused.length)})
          </p>
          <ul className={classes.refused}>
            {of.refused.slice(0, 100).map(({ line, code, detail }) => (
              <li key={line}>
                {words.refused(format.integer(line))}
                {faults[code]}
                {detail && ` (${detail})`}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
