export { actingEnded, roleWithoutRight } from './answering/acting-problems.ts';
export {
  type Answer,
  accepted,
  contentDisposition,
  created,
  file,
  html,
  noContent,
  ok,
  redirect,
} from './answering/answer.ts';
export { escapeHtml, type PageFrame, plainPage, plainPageStyle, plainPageStylePath } from './answering/plain-page.ts';
export {
  type FieldError,
  invalidRequest,
  invalidToken,
  notFound,
  Problem,
  problem,
  secondFactorNeeded,
} from './answering/problem.ts';
export { problemAnswer } from './answering/problem-answer.ts';
export { sendRead } from './answering/send-answer.ts';
export { noPlace, slowReason, tooSlow } from './answering/slow-clients.ts';
export { together } from './answering/together.ts';
export { addressSchema, fitsCountry } from './declaring/address.ts';
export type { AnyContext, Context, Keeping, Readable } from './declaring/context.ts';
export type { JsonSchema } from './declaring/documented.ts';
export { emailSchema } from './declaring/email.ts';
export { enterpriseNumberSchema } from './declaring/enterprise-number.ts';
export { etagOf, requireMatch } from './declaring/etag.ts';
export { companyName, personName } from './declaring/names.ts';
export { countedPageOf, listTotal, pageOf, pageQuery } from './declaring/pages.ts';
export { queryBoolean, queryInteger, queryList } from './declaring/query-schemas.ts';
export { type Route, route } from './declaring/route.ts';
export type { RawBody, RequestSpec, ResponseSpec } from './declaring/route-spec.ts';
export {
  catalogIdSchema,
  dateSchema,
  dateTime,
  idSchema,
  localeSchema,
  localisedInput,
  localisedText,
  moneySchema,
  timeSchema,
} from './declaring/schemas.ts';
export type { StaffTag } from './declaring/tags.ts';
export { lineText, longText, notPrintable, printedLine } from './declaring/texts.ts';
export { apiReferencePage } from './describing/api-reference-page.ts';
export { joinOpenApi } from './describing/join-open-api.ts';
export type { OpenApiDocument, OpenApiOperation } from './describing/open-api.ts';
export { keepAll } from './idempotency/keep-all.ts';
export { fieldName } from './reading/field-name.ts';
export { type InputFault, readInput, toldTogether } from './reading/input-faults.ts';
export { patience } from './reading/patience.ts';
export { RequestAborted, smallBody } from './reading/read-body.ts';
export { formBody, readForm } from './reading/read-form.ts';
export { readableOf } from './reading/readable.ts';
export { addressPlaces } from './serving/address-places.ts';
export { clientAddress, clientProtocol, limitKey } from './serving/client-address.ts';
export { type Api, type ApiOptions, createApi } from './serving/create-api.ts';
export { Crowd } from './serving/crowd.ts';
export { endWhenStalled } from './serving/end-when-stalled.ts';
export { inTime } from './serving/in-time.ts';
export { type Places, places } from './serving/places.ts';
export { createAppServer, type Listening, listenOn } from './serving/server.ts';
export { usualPatience } from './serving/serving.ts';
export { sharedWhileAsked } from './serving/shared-while-asked.ts';
