import { useLabels } from '../../../platform/web/language.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { Section, Sections } from '../../../platform/web/section.tsx'
import { orderWords } from '../labels/screens.ts'
import { settingsWords } from '../labels/settings-screens.ts'
import { NaturesSettings, ResourcesSettings } from './choices-settings.part.tsx'
import { NumbersSettings } from './numbers-settings.part.tsx'
import { useOrderTabs } from './order-tabs.part.ts'
import { StatusesSettings } from './statuses-settings.part.tsx'

/** The company's own words for its orders, and how they are numbered. Source: SUI-20, SUI-24, X-54. */
export function OrderSettingsPage() {
  const { orders } = useLabels(orderWords)
  const words = useLabels(settingsWords)
  return (
    <>
      <ScreenHeading title={orders} name={words.settings} tabs={useOrderTabs('order-settings')} />
      <Sections>
        <Section title={words.statuses.customer} text={words.statusesText}>
          <StatusesSettings kind="customer" />
        </Section>
        <Section title={words.statuses.supplier}>
          <StatusesSettings kind="supplier" />
        </Section>
        <Section title={words.natures} text={words.naturesText}>
          <NaturesSettings />
        </Section>
        <Section title={words.resources} text={words.resourcesText}>
          <ResourcesSettings />
        </Section>
        <Section title={words.numbers} text={words.numbersText}>
          <NumbersSettings />
        </Section>
      </Sections>
    </>
  )
}
