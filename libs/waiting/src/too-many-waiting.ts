/** More are waiting than can be served in reasonable time. */
export class TooManyWaiting extends Error {}
