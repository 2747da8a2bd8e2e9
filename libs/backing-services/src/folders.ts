/** Where native services keep things, as absolute paths. */
export interface Folders {
  data: string;
  cache: string;
  logs: string;
}
