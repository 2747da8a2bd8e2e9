import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { joinOpenApi, moneySchema, type OpenApiDocument, ok, route } from '../index.ts';
import { describeApi } from './describe-api.ts';

const info = { title: 'All', version: '1' };

function document(service: string, tag: 'orders' | 'catalogue', state: z.ZodType): OpenApiDocument {
  z.globalRegistry.remove(state);
  const order = z.object({ state: state.meta({ id: 'State' }), price: moneySchema }).meta({ id: 'Order' });
  const described = describeApi({
    service,
    title: service,
    version: '1',
    routes: [
      route({
        method: 'get',
        path: `/api/v1/${service}`,
        operationId: 'list',
        summary: 'List',
        tags: ['sessions', tag],
        access: 'anyone',
        responses: { 200: order },
        handler: () => ok(1),
      }),
    ],
  });
  z.globalRegistry.remove(order);
  return described;
}

describe('joined descriptions', () => {
  const a = document('orders', 'orders', z.enum(['placed', 'paid']));
  const b = document('learning', 'catalogue', z.enum(['open', 'done']));

  it('keep equal components once, and give what differs a name of its own, with what refers to it', () => {
    const { components, paths, tags } = joinOpenApi([a, b], info);
    expect(Object.keys(components.schemas).sort()).toEqual([
      'LearningOrder',
      'LearningState',
      'Money',
      'Order',
      'Problem',
      'State',
    ]);
    expect(JSON.stringify(paths['/api/v1/learning'])).toContain('#/components/schemas/LearningOrder');
    expect(JSON.stringify(paths['/api/v1/orders'])).toContain('#/components/schemas/Order');
    expect(JSON.stringify(components.schemas['LearningOrder'])).toContain('#/components/schemas/LearningState');
    expect(components.schemas['LearningState']).toMatchObject({ enum: ['open', 'done'] });
    expect(tags.map(({ name }) => name)).toEqual(['catalogue', 'sessions', 'orders']);
  });

  it('have operation ids that are unique', () => {
    const { paths } = joinOpenApi([a, b], info);
    expect(Object.values(paths).map((path) => path['get']?.operationId)).toEqual(['list', 'Learning_list']);
  });

  it('leave the originals as they were', () => {
    const before = JSON.stringify([a, b]);
    joinOpenApi([a, b], info);
    expect(JSON.stringify([a, b])).toBe(before);
  });

  it('cannot have the same operation twice', () => {
    expect(() => joinOpenApi([a, a], info)).toThrow('two services answer get /api/v1/orders');
  });
});
