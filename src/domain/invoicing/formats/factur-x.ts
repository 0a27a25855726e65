import { type OwnMetadata, withMetadata } from '../../../platform/print/metadata.ts'

const NAMESPACE = 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#'
const FACTUR_X_NAME = 'factur-x.xml'

const PROPERTIES = {
  DocumentFileName: ['name of the embedded XML invoice file', FACTUR_X_NAME],
  DocumentType: ['INVOICE', 'INVOICE'],
  Version: ['The actual version of the Factur-X XML schema', '1.0'],
  ConformanceLevel: ['The conformance level of the embedded Factur-X data', 'EN 16931'],
} as const

const property = ([name, [description]]: [string, readonly [string, string]]) =>
  `<rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category><pdfaProperty:description>${description}</pdfaProperty:description></rdf:li>`

const METADATA: OwnMetadata = {
  schema: `<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>${NAMESPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>${Object.entries(PROPERTIES).map(property).join('')}</rdf:Seq></pdfaSchema:property></rdf:li>`,
  description: `<rdf:Description rdf:about="" xmlns:fx="${NAMESPACE}">${Object.entries(PROPERTIES)
    .map(([name, [, value]]) => `<fx:${name}>${value}</fx:${name}>`)
    .join('')}</rdf:Description>`,
}

/** A PDF/A-3 that holds `factur-x.xml` becomes a Factur-X: it says so in its metadata. Source: Factur-X 1.0, 6.2.2. */
export const asFacturX = (pdf: Uint8Array): Uint8Array => withMetadata(pdf, METADATA)
