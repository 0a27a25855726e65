import { Button, Pill } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { FieldProps } from '../../../platform/web/fields/field-types.ts'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { contractChangesLabels } from '../labels/changes.ts'
import { contracts } from './contract-api.part.ts'
import { contractLookup } from './contract-lookup.part.tsx'
import classes from './contracts.module.css'

/** Contracts named one by one; of many, the first are. */
const NAMED = 12

/** Contracts picked by hand: each is added by its name or number, and left out again. */
export function ChosenContracts({ value, onChange, ...field }: FieldProps<string[]>) {
  const words = useLabels(contractChangesLabels)
  const format = useFormat()
  const others = value.length - NAMED
  const without = (id: string) => onChange(value.filter(one => one !== id))
  return (
    <div>
      <LookupField
        {...field}
        value={null}
        onChange={id => id && onChange([...new Set([...value, id])])}
        source={contractLookup}
        placeholder={words.addContract}
      />
      {value.length > 0 && (
        <ul className={classes.chosen} aria-label={field.label}>
          {value.slice(0, NAMED).map(id => (
            <li key={id}>
              <Chosen id={id} onRemove={() => without(id)} />
            </li>
          ))}
          {others > 0 && <li>{words.andOthers(format.integer(others), others > 1)}</li>}
          {value.length > 1 && (
            <li>
              <Button size="compact-xs" variant="subtle" onClick={() => onChange([])}>
                {words.chooseNone}
              </Button>
            </li>
          )}
        </ul>
      )}
    </div>
  )
}

function Chosen({ id, onRemove }: { id: string; onRemove(): void }) {
  const words = useLabels(contractChangesLabels)
  const { data } = useQuery(contracts.get.queryOptions({ input: { id } }))
  const name = data ? `${data.number} · ${data.title}` : '…'
  return (
    <Pill
      withRemoveButton
      className={classes.pick}
      onRemove={onRemove}
      removeButtonProps={{ 'aria-label': words.leaveOut(name), 'aria-hidden': false, tabIndex: 0 }}
    >
      {name}
    </Pill>
  )
}
