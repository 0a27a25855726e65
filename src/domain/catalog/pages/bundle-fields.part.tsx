import { ActionIcon, Button, Text } from '@mantine/core'
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { skipToken, useQueries } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { AmountField } from '../../../platform/web/fields/number-fields.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { catalogContract } from '../contract.ts'
import { bundleWords } from '../labels/bundles.ts'
import type { Component } from '../rules/bundle.ts'
import { BundleSplit } from './bundle-split.part.tsx'
import type { ProductValues } from './product.form.tsx'
import { productLookup } from './product-lookup.part.tsx'

const products = apiOf('catalog', catalogContract).products

/** A product of a bundle as it is typed. */
export type ComponentValues = { key: string; productId: string | null; weightCents: number | null }

export const blankComponent = (): ComponentValues => ({ key: crypto.randomUUID(), productId: null, weightCents: null })

/** Lines left empty are none; those kept say their product and, if it was fixed, their part. */
export const filledComponents = (components: readonly ComponentValues[]) =>
  components
    .filter(({ productId, weightCents }) => productId !== null || weightCents !== null)
    .map(({ productId, weightCents }) => ({ productId: productId ?? undefined, weightCents }))

/** The products with a price that were chosen so far, as they would be sold together. */
const useChosen = (components: readonly ComponentValues[]): Component[] =>
  useQueries({
    queries: components.map(({ productId }) =>
      products.get.queryOptions({ input: productId === null ? skipToken : { id: productId }, staleTime: 60_000 }),
    ),
    combine: read =>
      components.flatMap(({ productId, weightCents }, at) => {
        const found = productId === null ? undefined : read[at]?.data
        return found && found.kind !== 'bundle' ? [{ ...found, productId: found.id, weightCents }] : []
      }),
  })

/** What a bundle is made of and from when, with the split of its price as it is typed. Source: CIR-14. */
export function BundleFields({ form }: { form: RecordForm<ProductValues> }) {
  const words = useLabels(bundleWords)
  const { components, priceBasis, priceCents } = form.values
  const chosen = useChosen(components)
  const { onChange } = form.field('components')
  const change = (at: number, part: Partial<ComponentValues>) =>
    onChange(components.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <Fieldset legend={words.components}>
      {components.map((component, at) => (
        <ComponentLine
          key={component.key}
          at={at}
          value={component}
          form={form}
          change={part => change(at, part)}
          up={() => onChange(components.with(at, components[at - 1]!).with(at - 1, component))}
          remove={() => onChange(components.toSpliced(at, 1))}
        />
      ))}
      {form.errorAt('components') && !components.some((_, at) => lineFault(form, at)) && (
        <Text c="var(--mantine-color-error)" size="xs" role="alert">
          {form.errorAt('components')}
        </Text>
      )}
      <FieldRow widths="minmax(0, 1fr) 184px" phone="minmax(0, 1fr) 168px">
        <div style={{ alignSelf: 'end' }}>
          <Button
            variant="default"
            leftSection={<IconPlus size={15} />}
            onClick={() => onChange([...components, blankComponent()])}
          >
            {words.add}
          </Button>
        </div>
        <DayField {...form.field('startsOn')} label={words.startsOn} />
      </FieldRow>
      <Text size="xs" c="dimmed">
        {words.hint} {words.startsOnHint}
      </Text>
      <div aria-live="polite" style={{ minWidth: 0 }}>
        {priceCents !== null && chosen.length > 1 ? (
          <BundleSplit price={{ priceBasis, priceCents }} components={chosen} />
        ) : (
          <Text size="sm" c="dimmed">
            {words.empty}
          </Text>
        )}
      </div>
    </Fieldset>
  )
}

const lineFault = ({ errorAt }: RecordForm<ProductValues>, at: number) =>
  errorAt(`components.${at}.productId`) ?? errorAt(`components.${at}.weightCents`)

type LineProps = {
  at: number
  value: ComponentValues
  form: RecordForm<ProductValues>
  change(part: Partial<ComponentValues>): void
  up(): void
  remove(): void
}

function ComponentLine({ at, value, form, change, up, remove }: LineProps) {
  const words = useLabels(bundleWords)
  const named = (name: 'productId' | 'weightCents') => ({
    name: `components.${at}.${name}`,
    error: form.errorAt(`components.${at}.${name}`),
  })
  return (
    <fieldset aria-label={words.line(at + 1)} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <FieldRow widths="minmax(0, 1fr) 116px auto" phone="minmax(0, 1fr) 122px auto">
        <LookupField
          {...named('productId')}
          label={words.line(at + 1)}
          value={value.productId}
          onChange={productId => change({ productId })}
          source={productLookup}
        />
        <AmountField
          {...named('weightCents')}
          label={words.weight}
          value={value.weightCents}
          onChange={weightCents => change({ weightCents })}
        />
        <div style={{ display: 'flex', gap: 4, paddingTop: 21 }}>
          <ActionIcon
            variant="subtle"
            aria-label={words.up(at + 1)}
            onClick={up}
            style={{ visibility: at === 0 ? 'hidden' : 'visible' }}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon variant="subtle" aria-label={words.remove(at + 1)} onClick={remove}>
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      </FieldRow>
    </fieldset>
  )
}
