import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotServe } from './choice.ts';
import { run } from './commands.ts';
import { ensureCommand } from './system-packages.ts';
import { versions } from './versions.ts';

const otherwise = 'give KAFKA_BROKERS, start a Docker engine';

/** The folder with Kafka's jars, fetched through Maven once. */
export async function kafkaJars(cache: string, log: (line: string) => void): Promise<string> {
  await ensureCommand('java', 'default-jre-headless', `Kafka needs Java 17 or newer: ${otherwise}`, log);
  const target = join(cache, `kafka-${versions.kafka}`);
  if (existsSync(target)) return target;
  await ensureCommand('mvn', 'maven', `Kafka is fetched by Maven, which is missing: ${otherwise}`, log);
  const folder = join(cache, 'kafka-fetching');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pom.xml'), pom);
  log(`Kafka: fetching ${versions.kafka} (about 46 MB)`);
  const args = ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'];
  const { code, output } = await run('mvn', args, { cwd: folder, within: 240_000 });
  if (code !== 0) {
    const reason = output.split('\n').find((line) => line.includes('ERROR')) ?? `code ${code}`;
    throw new CannotServe(`Kafka could not be fetched (${reason.trim()}): ${otherwise}.`);
  }
  renameSync(join(folder, 'lib'), target); // whole or not at all
  rmSync(folder, { recursive: true, force: true });
  return target;
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>leerhuis</groupId>
  <artifactId>kafka</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>${versions.kafka}</version>
    </dependency>
  </dependencies>
</project>
`;
