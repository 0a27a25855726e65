import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { Status } from '../../../platform/web/status.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { isCountryCode } from '../../../values/country.ts'
import { MAX_LINE_LENGTH } from '../../../values/postal-address.ts'
import { envelope } from '../../../values/postal-print.ts'
import { partiesContract } from '../../parties/contract.ts'
import { noAddress, type Place, placeOf } from '../../parties/pages/address-fields.part.tsx'
import { postalWords } from '../labels/postal.ts'
import classes from './profile.module.css'

const api = apiOf('parties', partiesContract)
type Party = Awaited<ReturnType<typeof api.get.call>>
type Update = Parameters<typeof api.update.call>[0]

/** Side by side: the address as it is, to change, and as it will be printed, with the letters of each line. */
type Repaired = { onDone(): void; onSaved(): void | Promise<void> }

export function RepairAddress({ partyId, ...done }: Repaired & { partyId: string }) {
  const common = useLabels(commonWords)
  const words = useLabels(postalWords)
  const { data, error } = useQuery(api.get.queryOptions({ input: { id: partyId } }))
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <p role="status">{common.loading}</p>
  if (servingOf(data)?.purpose === 'temporary')
    return <RecordLink to={`contacts/${partyId}`}>{`${words.temporary}: ${words.contact}`}</RecordLink>
  return <RepairForm party={data} {...done} />
}

const RANK = { temporary: 0, shipping: 1, billing: 2 }

/** The address that serves today. */
const servingOf = ({ addresses }: Party) =>
  addresses
    .filter(({ state }) => state === 'current')
    .toSorted((a, b) => RANK[a.purpose] - RANK[b.purpose])
    .at(0)

type Values = Place & Pick<Party, 'legalName' | 'firstName' | 'lastName'>

/** The addresses of today with the repaired one at its place. */
function repaired(party: Party, purpose: 'billing' | 'shipping', place: Place) {
  const others = party.addresses
    .filter(address => address.state === 'current' && address.purpose !== 'temporary' && address.purpose !== purpose)
    .map(address => ({ purpose: address.purpose as 'billing' | 'shipping', ...placeOf(address) }))
  return [...others, { purpose, ...place }]
}

function RepairForm({ party, onDone, onSaved }: Repaired & { party: Party }) {
  const words = useLabels(postalWords)
  const notify = useNotify()
  const serving = servingOf(party)
  const purpose = serving?.purpose === 'shipping' ? 'shipping' : 'billing'
  const { legalName, firstName, lastName } = party
  const form = useRecordForm<Values, Party>({
    initial: { ...placeOf(serving ?? noAddress), legalName, firstName, lastName },
    input: ({ legalName, firstName, lastName, ...place }) => ({
      id: party.id,
      revision: party.revision,
      legalName,
      firstName,
      lastName,
      addresses: repaired(party, purpose, place),
    }),
    schema: partiesContract.update['~orpc'].inputSchema,
    save: (input: Update, saving) => api.update.call(input, saving),
    onSaved: () => {
      notify.done(words.saved)
      refresh()
      onDone()
      void onSaved()
    },
  })
  return (
    <div className={classes.sides}>
      <div>
        <h3>{words.asItIs}</h3>
        <FormFrame form={form} submit={words.save} onCancel={onDone}>
          <NameFields form={form} kind={party.kind} />
          <TextField {...form.field('line1')} label={words.line1} />
          <TextField {...form.field('line2')} label={words.line2} />
          <TextField {...form.field('line3')} label={words.line3} />
          <FieldRow widths="96px minmax(0, 1fr)">
            <TextField {...form.field('postcode')} label={words.postcode} />
            <TextField {...form.field('town')} label={words.town} />
          </FieldRow>
        </FormFrame>
      </div>
      <Printed values={{ ...form.values, honorific: party.honorific }} />
    </div>
  )
}

function NameFields({ form, kind }: { form: RecordForm<Values>; kind: Party['kind'] }) {
  const words = useLabels(postalWords)
  return (
    <>
      {(kind === 'organisation' || form.values.legalName !== '') && (
        <TextField {...form.field('legalName')} label={words.legalName} />
      )}
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
        <TextField {...form.field('firstName')} label={words.firstName} />
        <TextField {...form.field('lastName')} label={words.lastName} />
      </FieldRow>
    </>
  )
}

function Printed({ values }: { values: Values & { honorific: string } }) {
  const words = useLabels(postalWords)
  const country = isCountryCode(values.country) ? values.country : 'FR'
  const { lines, faults } = envelope(values, { ...values, country })
  return (
    <div>
      <h3>{words.asPrinted}</h3>
      <ol className={classes.envelope}>
        {lines.map((line, at) => {
          const length = [...line].length
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
            <li key={at}>
              <span>{line}</span>
              <span className={classes.length} data-over={length > MAX_LINE_LENGTH || undefined}>
                {length}/{MAX_LINE_LENGTH}
              </span>
            </li>
          )
        })}
      </ol>
      <p role="status">
        {faults.length === 0 ? (
          <Status of="good" label={words.fits} />
        ) : (
          faults.map(({ rule, line }) => (
            <span key={`${rule} ${line}`} style={{ display: 'block' }}>
              <Status of="warning" label={words.faults[rule](line)} />
            </span>
          ))
        )}
      </p>
    </div>
  )
}
