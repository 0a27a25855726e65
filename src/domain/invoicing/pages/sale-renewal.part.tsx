import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import type { LookupSource } from '../../../platform/web/filters/filter-types.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { saleWords } from '../labels/sale.ts'
import type { TypedLine } from '../rules/typed-line.ts'

/** What the slices below know of a sale: given by the app. */
export type SaleParts = {
  /** Which issues a subscription can start with. */
  startHint?: (titleId: string, on: string | null) => ReactNode
  /** Finds the purchase that a line goes on from. */
  renewed?: LookupSource
  /** The day of the sale. */
  on?: string | null
}

type Renewed = Pick<TypedLine, 'renewalContactId' | 'renewsId'>
type RenewalProps = {
  line: Renewed
  change(part: Partial<Renewed>): void
  named(name: 'renewalContactId' | 'renewsId'): { name: string; error: string | undefined }
  parts: SaleParts
}

/** Who is written to about renewal, and what is renewed; out of the way of a simple sale. */
export function Renewal({ line, change, named, parts }: RenewalProps) {
  const words = useLabels(saleWords)
  const [opened, setOpened] = useState(line.renewalContactId !== null || line.renewsId !== null)
  if (!opened)
    return (
      <Button variant="subtle" size="compact-sm" onClick={() => setOpened(true)}>
        {words.more}
      </Button>
    )
  return (
    <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
      <LookupField
        {...named('renewalContactId')}
        label={words.renewalContact}
        value={line.renewalContactId}
        onChange={renewalContactId => change({ renewalContactId })}
        source={contactLookup}
        placeholder={words.renewalContactHint}
      />
      {parts.renewed && (
        <LookupField
          {...named('renewsId')}
          label={words.renews}
          value={line.renewsId}
          onChange={renewsId => change({ renewsId })}
          source={parts.renewed}
          placeholder={words.renewsHint}
        />
      )}
    </FieldRow>
  )
}
