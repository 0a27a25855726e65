import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { day, formatDay } from '../../../values/day.ts'
import { type Language, labels } from '../../../values/labels.ts'
import { formatMoney } from '../../../values/money.ts'
import { bundleRefusals } from '../../catalog/labels/bundles.ts'
import { catalogTaxRefusals, taxWords } from '../../catalog/labels/tax.ts'
import { catalogLabels, catalogRefusals } from '../../catalog/labels.ts'
import type { CatalogueField, FieldChange, FieldValue } from '../rules/catalogue.ts'

/** Headings of the lists of catalogues, and the words of their values. */
export const catalogueLabels = labels(
  {
    columns: {
      edition: 'N°',
      asOf: 'Au',
      families: 'Familles',
      productCount: 'Produits',
      sentTo: 'Envoyé à',
      createdAt: 'Le',
      createdBy: 'Par',
      partner: 'Partenaire',
      state: 'État',
      newCount: 'Nouveaux',
      changedCount: 'Changés',
      conflictCount: 'En conflit',
      appliedAt: 'Appliqué le',
      code: 'Code',
      label: 'Libellé',
      verdict: 'Ce qui change',
      difference: 'Différences',
      why: 'Raison',
    },
    allFamilies: 'toutes',
    states: { proposed: 'à examiner', applied: 'appliqué', left: 'laissé' },
    verdicts: {
      new: 'nouveau',
      changed: 'changé',
      same: 'identique',
      'only-here': 'seulement ici',
      conflict: 'en conflit',
    },
    fields: {
      label: 'libellé',
      family: 'famille',
      brand: 'marque',
      gtin: 'code-barres',
      title: 'titre',
      issue: 'numéro',
      latestIssue: 'dernier numéro',
      offerCode: 'offre',
      termMonths: 'durée en mois',
      issuesDue: 'numéros dus',
      servedBy: 'service',
      priceBasis: 'base du prix',
      priceCents: 'prix',
      taxClass: 'classe de TVA',
      vatRateBps: 'taux de TVA',
      supply: 'nature',
      archivedOn: 'retiré de la vente',
      components: 'composition',
    },
    nothing: 'rien',
    yes: 'oui',
    no: 'non',
  },
  {
    columns: {
      edition: 'No.',
      asOf: 'As of',
      families: 'Families',
      productCount: 'Products',
      sentTo: 'Sent to',
      createdAt: 'On',
      createdBy: 'By',
      partner: 'Partner',
      state: 'State',
      newCount: 'New',
      changedCount: 'Changed',
      conflictCount: 'In conflict',
      appliedAt: 'Applied on',
      code: 'Code',
      label: 'Label',
      verdict: 'What changes',
      difference: 'Differences',
      why: 'Reason',
    },
    allFamilies: 'all',
    states: { proposed: 'to be looked at', applied: 'applied', left: 'left' },
    verdicts: { new: 'new', changed: 'changed', same: 'the same', 'only-here': 'only here', conflict: 'in conflict' },
    fields: {
      label: 'label',
      family: 'family',
      brand: 'brand',
      gtin: 'barcode',
      title: 'title',
      issue: 'issue',
      latestIssue: 'latest issue',
      offerCode: 'offer',
      termMonths: 'term in months',
      issuesDue: 'issues due',
      servedBy: 'service',
      priceBasis: 'price basis',
      priceCents: 'price',
      taxClass: 'VAT class',
      vatRateBps: 'VAT rate',
      supply: 'nature',
      archivedOn: 'no longer sold',
      components: 'composition',
    },
    nothing: 'nothing',
    yes: 'yes',
    no: 'no',
  },
)

const placed = ({ place, found }: Record<string, unknown>) => (found === '' ? `${place}` : `${place} : « ${found} »`)
const placedEn = ({ place, found }: Record<string, unknown>) => (found === '' ? `${place}` : `${place}: “${found}”`)
const dayIn = (value: unknown, language: Language) => formatDay(day(String(value)), language)

/** What each refusal of catalogues says, and what to do; those of products in conflict too. */
export const catalogueRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'exchange.nothingInCatalogue':
      'Aucun produit n’est dans ces familles. Choisissez-en d’autres, ou tout le catalogue.',
    'exchange.notPairedYet':
      'Un de ces partenaires n’est pas appairé, ou n’a pas d’adresse\u00a0: il ne pourrait pas vérifier le catalogue. Appairez-le d’abord, ou remettez-lui le fichier.',
    'exchange.notACatalogue':
      'Ce fichier n’est pas un catalogue de Facteur. Déposez «\u202ffacteur-catalogue.json\u202f» et sa signature, ou le fichier ZIP.',
    'exchange.notJson': values =>
      `Ce catalogue est abîmé ou incomplet (${values.place || 'fin du fichier'}). Demandez-le de nouveau.`,
    'exchange.notUtf8':
      'Ce catalogue a été réécrit par un autre programme\u00a0: il n’est plus en UTF-8. Demandez-le de nouveau.',
    'exchange.catalogueVersion': ({ found }) =>
      `Ce catalogue est d’une version que ce Facteur ne connaît pas (${found}). Mettez Facteur à jour.`,
    'exchange.catalogueField': values =>
      `Ce catalogue ne peut pas être lu\u00a0: ${placed(values)}. Signalez-le à votre partenaire.`,
    'exchange.catalogueTwice': values =>
      `Un code figure deux fois dans ce catalogue\u00a0: ${placed(values)}. Signalez-le à votre partenaire.`,
    'exchange.catalogueTooLarge': 'Ce catalogue pèse plus de 30 Mo. Demandez-le par familles.',
    'exchange.catalogueUnsigned':
      'Ce catalogue est sans signature. Déposez aussi le fichier «\u202f.jws\u202f» reçu avec lui, ou le fichier ZIP.',
    'exchange.catalogueUnknownSender':
      'Ce catalogue n’est signé par aucun de vos partenaires appairés. Appairez d’abord celui qui l’envoie.',
    'exchange.catalogueChanged': 'Ce catalogue a été modifié depuis qu’il a été signé. Demandez-le de nouveau.',
    'exchange.catalogueOfAnother':
      'Ce catalogue se dit d’un autre site que celui qui l’a signé. Demandez-le de nouveau.',
    'exchange.catalogueOlder': ({ asOf, later }) =>
      `Ce catalogue du ${dayIn(asOf, 'fr')} est plus ancien que celui du ${dayIn(later, 'fr')}, déjà appliqué. Demandez-en un nouveau.`,
    'exchange.catalogueMoved': 'Des produits ont changé depuis la comparaison. Comparez de nouveau, puis appliquez.',
    'exchange.catalogueApplied': 'Ce catalogue est déjà appliqué.',
    'exchange.catalogueOtherKind': 'Ce code est ici celui d’un produit d’une autre sorte.',
    'exchange.catalogueSameProduct': ({ product }) => `Un autre code de ce catalogue désigne déjà ${product} ici.`,
    'exchange.catalogueCycle': 'Sa composition n’a pas de fin\u00a0: il se contient lui-même.',
    'exchange.catalogueTitleUnknown': ({ title }) => `Le titre ${title} n’existe pas ici. Créez-le d’abord.`,
    'exchange.catalogueIssueUnknown': ({ title, issue }) =>
      `Le numéro ${issue} du titre ${title} n’existe pas ici. Créez-le d’abord.`,
    'exchange.catalogueRateUnknown': ({ rate }) =>
      `Le taux de TVA de ${rate}\u00a0% n’est ni un taux en vigueur, ni celui d’un de vos produits.`,
    'exchange.catalogueBarcodeTaken': ({ gtin, product }) => `Le code-barres ${gtin} est ici celui de ${product}.`,
    'exchange.catalogueComponentMissing': ({ product }) =>
      `Sa composition demande ${product}, qui n’est pas ici et ne peut pas y venir.`,
  },
  en: {
    'exchange.nothingInCatalogue': 'No product is in these families. Choose others, or the whole catalogue.',
    'exchange.notPairedYet':
      'One of these partners is not paired, or has no address: it could not verify the catalogue. Pair it first, or hand it the file.',
    'exchange.notACatalogue':
      'This file is no catalogue of Facteur. Give “facteur-catalogue.json” and its signature, or the ZIP file.',
    'exchange.notJson': values =>
      `This catalogue is damaged or incomplete (${values.place || 'end of the file'}). Ask for it again.`,
    'exchange.notUtf8': 'Another program rewrote this catalogue: it is no longer UTF-8. Ask for it again.',
    'exchange.catalogueVersion': ({ found }) =>
      `This catalogue is of a version that this Facteur does not know (${found}). Update Facteur.`,
    'exchange.catalogueField': values => `This catalogue cannot be read: ${placedEn(values)}. Tell your partner.`,
    'exchange.catalogueTwice': values =>
      `A code stands twice in this catalogue: ${placedEn(values)}. Tell your partner.`,
    'exchange.catalogueTooLarge': 'This catalogue is larger than 30 MB. Ask for it by families.',
    'exchange.catalogueUnsigned':
      'This catalogue has no signature. Give the “.jws” file that came with it too, or the ZIP file.',
    'exchange.catalogueUnknownSender':
      'None of your paired partners signed this catalogue. First pair the one who sends it.',
    'exchange.catalogueChanged': 'This catalogue was changed since it was signed. Ask for it again.',
    'exchange.catalogueOfAnother':
      'This catalogue says it is of another site than the one that signed it. Ask for it again.',
    'exchange.catalogueOlder': ({ asOf, later }) =>
      `This catalogue of ${dayIn(asOf, 'en')} is older than that of ${dayIn(later, 'en')}, which was applied. Ask for a new one.`,
    'exchange.catalogueMoved': 'Products changed since they were compared. Compare again, then apply.',
    'exchange.catalogueApplied': 'This catalogue is applied already.',
    'exchange.catalogueOtherKind': 'Here this code is that of a product of another kind.',
    'exchange.catalogueSameProduct': ({ product }) => `Another code of this catalogue means ${product} here already.`,
    'exchange.catalogueCycle': 'Its composition has no end: it holds itself.',
    'exchange.catalogueTitleUnknown': ({ title }) => `The title ${title} is not here. Create it first.`,
    'exchange.catalogueIssueUnknown': ({ title, issue }) =>
      `Issue ${issue} of the title ${title} is not here. Create it first.`,
    'exchange.catalogueRateUnknown': ({ rate }) =>
      `The VAT rate of ${rate}% is neither one of the law nor that of one of your products.`,
    'exchange.catalogueBarcodeTaken': ({ gtin, product }) => `The barcode ${gtin} is that of ${product} here.`,
    'exchange.catalogueComponentMissing': ({ product }) =>
      `It is made of ${product}, which is not here and cannot come.`,
  },
}

/** Why a product of a catalogue cannot be applied, in words. */
export function conflictText(code: string, values: Record<string, string>, language: Language): string {
  const texts = {
    ...catalogRefusals[language],
    ...catalogTaxRefusals[language],
    ...bundleRefusals[language],
    ...catalogueRefusals[language],
  }
  const text = texts[code] ?? code
  return typeof text === 'string' ? text : text(values)
}

/** The value of a field, as people read it. */
export function fieldText(field: CatalogueField, value: FieldValue, language: Language): string {
  const words = catalogueLabels[language]
  if (value === null || value === '') return words.nothing
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (field === 'priceCents') return formatMoney(Number(value), 'EUR', language)
  if (field === 'vatRateBps') return `${String(Number(value) / 100).replace('.', language === 'fr' ? ',' : '.')}\u00a0%`
  if (field === 'archivedOn') return dayIn(value, language)
  const known: Partial<Record<CatalogueField, Record<string, string>>> = {
    priceBasis: catalogLabels[language].bases,
    servedBy: catalogLabels[language].service,
    taxClass: taxWords[language].classes,
    supply: taxWords[language].supplies,
  }
  return known[field]?.[String(value)] ?? String(value)
}

/** `prix : 90,00 € → 95,00 €`, a change after the other. */
export const differenceText = (changes: readonly FieldChange[], language: Language): string =>
  changes
    .map(({ field, from, to }) => {
      const colon = language === 'fr' ? '\u00a0: ' : ': '
      return `${catalogueLabels[language].fields[field]}${colon}${fieldText(field, from, language)} → ${fieldText(field, to, language)}`
    })
    .join(language === 'fr' ? '\u202f; ' : '; ')
